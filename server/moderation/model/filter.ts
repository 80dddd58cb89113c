import type { Moderated } from '../../src/service/present.js';
import type { State } from '../../src/store/moderation-records.js';

export type { State };

/** Which comments are looked through; what is not said is not asked for. */
export interface Filter {
  state?: State;
  reported?: true;
  site?: string;
  /** A thread's id, of the site that is named. */
  thread?: string;
  /** Whoever wrote it, as `visitor` names them, or an e-mail address. */
  author?: string;
  /** Words, and phrases in quotes. */
  q?: string;
}

/** The lists that a moderator goes through, in the order of how pressing they are. */
export const lists = {
  pending: { state: 'pending' },
  reported: { reported: true },
  spam: { state: 'spam' },
  published: { state: 'published' },
  deleted: { state: 'deleted' },
  all: {},
} as const satisfies Record<string, Filter>;
export type ListName = keyof typeof lists;

export const listOf = ({ state, reported }: Filter): ListName => (reported ? 'reported' : (state ?? 'all'));

/** The same filter over another list. */
export const onList = ({ state: _state, reported: _reported, ...rest }: Filter, name: ListName): Filter => ({
  ...lists[name],
  ...rest,
});

/** Whether a comment belongs to what is looked through; of a search only the server knows. */
export const isAmong = (filter: Filter, comment: Moderated): boolean =>
  filter.q === undefined &&
  (filter.state === undefined || filter.state === comment.state) &&
  (!filter.reported || comment.reports.length > 0) &&
  (filter.site === undefined || filter.site === comment.site) &&
  (filter.thread === undefined || filter.thread === comment.threadId) &&
  (filter.author === undefined || filter.author === comment.visitor || filter.author === comment.email);

/** Whether anything but the list narrows what is shown. */
export const isNarrowed = ({ state: _state, reported: _reported, ...rest }: Filter): boolean =>
  Object.values(rest).some((value) => value !== undefined);
