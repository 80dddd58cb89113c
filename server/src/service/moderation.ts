import type { Role, Scope } from '../store/moderation-records.js';
import type { ChangedComment, Decided, Decision, EditedFields } from '../store/moderation.js';
import type { Store } from '../store/store.js';
import { checkedText } from './check-draft.js';
import { nameThread } from './thread-name.js';

/** Who decides: a moderator, a program with a key, or a user of the command line. */
export interface Moderator {
  /** The name in the moderation log. */
  name: string;
  scope: Scope;
  role: Role;
}

/** What is shown beside a moderator's reply. */
export interface Signature {
  shownName: string;
}

/** The actions of moderators. */
export interface Moderation {
  /** @param more `forGood` to empty deleted comments at once, without a way back */
  decide(who: Moderator, ids: readonly string[], decision: Decision, more?: { forGood?: boolean }): Promise<Decided>;
  /**
   * Undoes a decision that the same moderator made in the last ten minutes; comments that changed since stay as they
   * are.
   */
  undo(who: Moderator, undo: string): Promise<ChangedComment[]>;
  /** Trusts the author of a comment, or stops trusting them. What a trusted person writes is never held. */
  trust(who: Moderator, request: { comment: string; trusted: boolean }): Promise<void>;
  /** Edits somebody else's comment. The difference is logged. */
  edit(who: Moderator, id: string, change: Partial<EditedFields>): Promise<void>;
  /** Publishes a reply to a comment; returns the reply's id. */
  reply(who: Moderator & Signature, id: string, body: string): Promise<string>;
  /** A closed thread takes no more comments, edits, votes and ratings. */
  setClosed(who: Moderator, request: { site: string; thread: string; closed: boolean }): Promise<void>;
}

export const createModeration = ({ moderation }: Store, now: () => number = Date.now): Moderation => {
  const act = ({ name: by, scope }: Moderator) => ({ by, scope, now: now() });
  return {
    decide: (who, ids, decision, { forGood } = {}) => moderation.decide({ ...act(who), ids, decision, forGood }),
    undo: (who, undo) => moderation.undo({ ...act(who), undo }),
    trust: (who, request) => moderation.trust({ ...act(who), ...request }),
    setClosed: (who, { site, thread, closed }) =>
      moderation.updateThread({ ...act(who), ...nameThread(site, thread), closed }),

    edit: async (who, id, change) => {
      const { editDifference } = await import('./edit-difference.js');
      const text = change.body === undefined ? undefined : await checkedText(change.body);
      const difference = (before: EditedFields) => JSON.stringify(editDifference(before, change));
      await moderation.edit({ ...act(who), id, text, name: change.name, url: change.url, difference });
    },

    reply: async (who, id, body) => {
      const text = await checkedText(body);
      return moderation.reply({ ...act(who), id, name: who.shownName, badge: who.role, text });
    },
  };
};
