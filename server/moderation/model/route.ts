import { isDay } from './days.js';
import { type Filter, listOf, lists, onList, type ListName } from './filter.js';

export const views = ['queue', 'threads', 'bans', 'stats', 'log'] as const;
export type View = (typeof views)[number];

/** The state in the page's address: the part of the page, and the filter of the queue. */
export interface Route {
  view: View;
  filter: Filter;
  /** The comment that a link names: `#comment-…`. */
  comment?: string;
}

const narrowing = ['site', 'thread', 'author', 'q', 'from', 'to'] as const satisfies readonly (keyof Filter)[];

/** The default list is that of pending comments. Invalid values are ignored, because anybody can write an address. */
export const readRoute = ({ searchParams, hash }: URL): Route => {
  const view = views.find((name) => name === searchParams.get('view')) ?? 'queue';
  const list = searchParams.get('list') ?? 'pending';
  const rest: Filter = {};
  for (const name of narrowing) {
    const value = searchParams.get(name);
    const isValid = (name !== 'from' && name !== 'to') || isDay(value ?? '');
    if (value !== null && isValid) rest[name] = value;
  }
  const comment = /^#comment-(.+)$/.exec(hash)?.[1];
  return {
    view,
    filter: onList(rest, list in lists ? (list as ListName) : 'pending'),
    ...(comment && { comment: decodeURIComponent(comment) }),
  };
};

/** The address of a route, based on the page's own. */
export const addressOf = ({ view, filter, comment }: Route, page = location.pathname): string => {
  const parameters = new URLSearchParams();
  if (view !== 'queue') parameters.set('view', view);
  else {
    if (listOf(filter) !== 'pending') parameters.set('list', listOf(filter));
    for (const name of narrowing) if (filter[name] !== undefined) parameters.set(name, filter[name]);
  }
  const query = parameters.size > 0 ? `?${parameters}` : '';
  return `${page}${query}${comment ? `#comment-${comment}` : ''}`;
};
