import type { Scope } from '../store/records.js';
import type { ChangedComment, Decided, Decision, Store } from '../store/store.js';
import { nameThread } from './thread-name.js';

/** Who decides: a moderator, a program with a key, or whoever has the server's command. */
export interface Moderator {
  /** As the log names them. */
  name: string;
  scope: Scope;
}

/** What moderators decide. */
export interface Moderation {
  decide(who: Moderator, ids: readonly string[], decision: Decision): Promise<Decided>;
  /** Takes back one's own decision of the last ten minutes, as far as nothing changed since. */
  undo(who: Moderator, undo: string): Promise<ChangedComment[]>;
  /** Trusts whoever wrote a comment, or no more: what they write waits for nobody. */
  trust(who: Moderator, request: { comment: string; trusted: boolean }): Promise<void>;
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
      moderation.setClosed({ ...act(who), ...nameThread(site, thread), closed }),
  };
};
