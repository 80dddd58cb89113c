import { keep, recall } from '../platform/storage.js';
import { type Own, ownKey } from './own-ids.js';

/** Enough for the busiest reader; the oldest go first. */
const most = 300;

const kept = (): Own => recall<Own>(ownKey) ?? [];

export const ownBody = (id: string): string | undefined => kept().find(([own]) => own === id)?.[1];

export const rememberOwn = (id: string, body: string): void =>
  keep(ownKey, [[id, body], ...kept().filter(([own]) => own !== id)].slice(0, most));
