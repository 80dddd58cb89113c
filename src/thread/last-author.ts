import { keep, recall } from '../platform/storage.js';

export interface LastAuthor {
  email: string;
  name: string;
  url: string;
}

const key = 'starling:author';
let last: LastAuthor | undefined;

/**
 * Who wrote last on this page or, if they asked to be remembered, on this device. So nobody has to fill in these fields
 * twice.
 */
export const lastAuthor = (): LastAuthor | undefined => last ?? rememberedAuthor();

export const rememberedAuthor = (): LastAuthor | undefined => recall(key);

/** @param onDevice whether to store it beyond this page; if false, what was stored before is deleted */
export function rememberAuthor(author: LastAuthor | undefined, onDevice: boolean): void {
  last = author;
  keep(key, onDevice ? author : undefined);
}
