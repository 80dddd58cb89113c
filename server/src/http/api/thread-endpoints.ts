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
    read: ({ query }) => threads.list(query),
  }),
  publicRead({
    method: 'get',
    path: '/comments/{id}',
    summary: 'A comment, from its root down',
    access: 'public',
    query: SiteQuery,
    response: Branch,
    read: ({ id, query }) => threads.find({ ...query, id }),
  }),
  publicRead({
    method: 'get',
    path: '/ratings',
    summary: 'The ratings of a thread, summed up',
    access: 'public',
    query: ThreadQuery,
    response: Summary,
    read: ({ query }) => threads.summary(query),
  }),
  publicRead({
    method: 'get',
    path: '/counts',
    summary: 'How many comments each of up to 100 threads has',
    access: 'public',
    query: CountsQuery,
    response: Counts,
    read: ({ query }) => threads.counts(query),
  }),
];
