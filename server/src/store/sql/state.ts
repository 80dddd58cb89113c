import type { State } from '../moderation-records.js';
import type { CommentRow } from './database.js';

/** The state of a comment as moderators see it; for everybody else spam is pending. */
export const stateOf = ({ status, spam }: Pick<CommentRow, 'status' | 'spam'>): State =>
  status === 'pending' && spam ? 'spam' : status;

/** The column values of a state. */
export const columnsOf = (state: State): Pick<CommentRow, 'status' | 'spam'> =>
  state === 'spam' ? { status: 'pending', spam: 1 } : { status: state, spam: 0 };
