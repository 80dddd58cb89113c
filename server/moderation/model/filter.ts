import type { Moderated } from '../../src/service/present.js';
import type { State } from '../../src/store/moderation-records.js';
import { beginOf, type Day, endOf } from './days.js';

export type { State };

/** Selects comments; missing fields don't restrict the selection. */
export interface Filter {
  state?: State;
  reported?: true;
  site?: string;
  /** A thread's id, on the given site. */
  thread?: string;
  /** The author: a visitor's id, as in `visitor`, or an e-mail address. */
  author?: string;
  /** Words, and phrases in quotes. */
  q?: string;
  /** The first and the last day on which the comments were written. */
  from?: Day;
  to?: Day;
}

/** The lists that a moderator goes through, most urgent first. */
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

/** The same filter on another list. */
export const onList = ({ state: _state, reported: _reported, ...rest }: Filter, name: ListName): Filter => ({
  ...lists[name],
  ...rest,
});

/** Whether a comment matches the filter; matches of a search are known only to the server. */
export const isAmong = (filter: Filter, comment: Moderated): boolean =>
  filter.q === undefined &&
  (filter.state === undefined || filter.state === comment.state) &&
  (!filter.reported || comment.reports.length > 0) &&
  (filter.site === undefined || filter.site === comment.site) &&
  (filter.thread === undefined || filter.thread === comment.threadId) &&
  (filter.author === undefined || filter.author === comment.visitor || filter.author === comment.email) &&
  (filter.from === undefined || beginOf(filter.from) <= comment.createdAt) &&
  (filter.to === undefined || comment.createdAt <= endOf(filter.to));

/** Whether anything besides the list restricts what is shown. */
export const isNarrowed = ({ state: _state, reported: _reported, ...rest }: Filter): boolean =>
  Object.values(rest).some((value) => value !== undefined);
