import type { Api } from '../client/api.js';
import { Decisions } from './decisions.js';
import type { Notices } from './notices.js';
import { Queue } from './queue.js';
import { Selection } from './selection.js';

/** What a moderator works with: the list, what is selected of it, and what they decide. */
export interface Desk {
  api: Api;
  queue: Queue;
  selection: Selection;
  decisions: Decisions;
  notices: Notices;
  /** What was typed and not sent, by comment: it is there still after a look at another one. */
  drafts: Map<string, string>;
}

export const createDesk = (api: Api, notices: Notices): Desk => {
  const queue = new Queue(api);
  return {
    api,
    queue,
    selection: new Selection(queue),
    decisions: new Decisions(api, queue, notices),
    notices,
    drafts: new Map(),
  };
};
