import type { Threads } from '../../service/threads.js';
import { publicRead, type Endpoint } from './endpoint.js';
import { CountsQuery, ListQuery, SiteQuery, ThreadQuery } from './query-schemas.js';

export const threadEndpoints = (threads: Threads): Endpoint[] => [
  publicRead({
    path: '/comments',
    summary: 'A page of roots, or with `parent` a page of the descendants of one root',
    query: ListQuery,
    response: 'Page',
    read: ({ query }, isKnown) => threads.list(query, isKnown),
  }),
  publicRead({
    path: '/comments/{id}',
    summary: 'A comment, from its root down',
    query: SiteQuery,
    response: 'Branch',
    read: ({ id, query }, isKnown) => threads.find({ ...query, id }, isKnown),
  }),
  publicRead({
    path: '/ratings',
    summary: 'The ratings of a thread, summed up',
    query: ThreadQuery,
    response: 'Summary',
    read: ({ query }, isKnown) => threads.summary(query, isKnown),
  }),
  publicRead({
    path: '/counts',
    summary: 'How many comments each of up to 100 threads has',
    query: CountsQuery,
    response: 'Counts',
    read: ({ query }, isKnown) => threads.counts(query, isKnown),
  }),
];
