import { keep, recall } from '../platform/storage.js';

export interface LastAuthor {
  email: string;
  name: string;
  url: string;
}

const key = 'starling:author';
let last: LastAuthor | undefined;

/** Who wrote last on this page, or on this device where they wanted to be remembered: nobody says that twice. */
export const lastAuthor = (): LastAuthor | undefined => last ?? rememberedAuthor();

export const rememberedAuthor = (): LastAuthor | undefined => recall(key);

/** @param onDevice whether to keep it beyond this page; what was kept before is forgotten otherwise */
export function rememberAuthor(author: LastAuthor | undefined, onDevice: boolean): void {
  last = author;
  keep(key, onDevice ? author : undefined);
}
