import type { Api } from '../client/api.js';
import { Decisions } from './decisions.js';
import type { Notices } from './notices.js';
import { Queue } from './queue.js';
import { Selection } from './selection.js';

/** A moderator's working state: the list, its selection, and their decisions. */
export interface Desk {
  api: Api;
  queue: Queue;
  selection: Selection;
  decisions: Decisions;
  notices: Notices;
  /** Unsent drafts by comment, kept while the moderator looks at other comments. */
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
