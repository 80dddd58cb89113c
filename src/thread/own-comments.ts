import { keep, recall } from '../platform/storage.js';
import { type Own, ownKey } from './own-ids.js';
import type { ThreadState } from './thread-state.js';

/** Maximum number of comments to store, enough for the busiest reader. The oldest are dropped first. */
const most = 300;

const kept = (): Own => recall<Own>(ownKey) ?? [];

export const ownBody = (id: string): string | undefined => kept().find(([own]) => own === id)?.[1];

export const rememberOwn = (id: string, body: string): void =>
  keep(ownKey, [[id, body], ...kept().filter(([own]) => own !== id)].slice(0, most));

/** Forgets what was written in this browser, because its next reader is somebody else. */
export const forgetOwn = (store: Pick<ThreadState, 'own' | 'mine'>): void => {
  keep(ownKey, undefined);
  store.own.clear();
  store.mine = { comments: [], votes: {}, rating: null };
};
