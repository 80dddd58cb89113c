import { hash } from 'node:crypto';

/** Id of the nth thread. */
export const threadId = (n) => `https://blog.example/articles/${n}`;

/** What the server makes of an id. */
export const threadKey = (id) => hash('sha256', id, 'base64url');

/** Request for the first page of the nth thread. */
export const pagePath = (n) => `/api/v1/comments?thread=${encodeURIComponent(threadId(n))}`;
