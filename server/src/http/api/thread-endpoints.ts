import type { Threads } from '../../service/threads.js';
import { publicRead, type Endpoint } from '../endpoint.js';
import { Branch, Counts, CountsQuery, ListQuery, Page, SiteQuery, Summary, ThreadQuery } from '../schemas.js';

export const threadEndpoints = (threads: Threads): Endpoint[] => [
  publicRead({
    method: 'get',
    path: '/comments',
    summary: 'A page of roots, or with `parent` a page of the descendants of one root',
    access: 'public',
    query: ListQuery,
    response: Page,
    read: ({ query }, isKnown) => threads.list(query, isKnown),
  }),
  publicRead({
    method: 'get',
    path: '/comments/{id}',
    summary: 'A comment, from its root down',
    access: 'public',
    query: SiteQuery,
    response: Branch,
    read: ({ id, query }, isKnown) => threads.find({ ...query, id }, isKnown),
  }),
  publicRead({
    method: 'get',
    path: '/ratings',
    summary: 'The ratings of a thread, summed up',
    access: 'public',
    query: ThreadQuery,
    response: Summary,
    read: ({ query }, isKnown) => threads.summary(query, isKnown),
  }),
  publicRead({
    method: 'get',
    path: '/counts',
    summary: 'How many comments each of up to 100 threads has',
    access: 'public',
    query: CountsQuery,
    response: Counts,
    read: ({ query }, isKnown) => threads.counts(query, isKnown),
  }),
];
