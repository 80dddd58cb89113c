import type { Role, Scope } from '../store/moderation-records.js';
import type { ChangedComment, Decided, Decision, EditedFields } from '../store/moderation.js';
import type { Store } from '../store/store.js';
import { checkedText } from './check-draft.js';
import { nameThread } from './thread-name.js';

/** Who decides: a moderator, a program with a key, or whoever has the server's command. */
export interface Moderator {
  /** As the log names them. */
  name: string;
  scope: Scope;
  role: Role;
}

/** What stands beside a moderator's reply. */
export interface Signature {
  shownName: string;
}

/** What moderators decide. */
export interface Moderation {
  decide(who: Moderator, ids: readonly string[], decision: Decision): Promise<Decided>;
  /** Takes back one's own decision of the last ten minutes, as far as nothing changed since. */
  undo(who: Moderator, undo: string): Promise<ChangedComment[]>;
  /** Trusts whoever wrote a comment, or no more: what they write waits for nobody. */
  trust(who: Moderator, request: { comment: string; trusted: boolean }): Promise<void>;
  /** Changes what somebody wrote. The difference stands in the log. */
  edit(who: Moderator, id: string, change: Partial<EditedFields>): Promise<void>;
  /** Answers a comment in public; gives the reply's id. */
  reply(who: Moderator & Signature, id: string, body: string): Promise<string>;
  /** A closed thread takes no more comments, edits, votes and ratings. */
  setClosed(who: Moderator, request: { site: string; thread: string; closed: boolean }): Promise<void>;
}

export const createModeration = ({ moderation }: Store, now: () => number = Date.now): Moderation => {
  const act = ({ name: by, scope }: Moderator) => ({ by, scope, now: now() });
  return {
    decide: (who, ids, decision) => moderation.decide({ ...act(who), ids, decision }),
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
