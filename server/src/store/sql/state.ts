import type { State } from '../moderation-records.js';
import type { CommentRow } from './database.js';

/** What a moderator knows a comment as; to others spam is pending. */
export const stateOf = ({ status, spam }: Pick<CommentRow, 'status' | 'spam'>): State =>
  status === 'pending' && spam ? 'spam' : status;

/** The columns of a state. */
export const columnsOf = (state: State): Pick<CommentRow, 'status' | 'spam'> =>
  state === 'spam' ? { status: 'pending', spam: 1 } : { status: state, spam: 0 };
