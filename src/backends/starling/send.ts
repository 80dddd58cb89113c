import type { SubmitOptions, ThreadTarget, WriteOptions } from '../../backend.js';
import type { Comment, Draft, ThreadReference } from '../../contract.js';
import { nameThreadLazily } from '../../name-thread-lazily.js';
import { visitorToken } from '../shared/visitor-token.js';
import type { Connection } from './connection.js';

// In the same chunk as the code that sends, so that a failure can be reported even without a network.
export { problemOf } from './problem.js';

export interface Request extends WriteOptions {
  idempotencyKey?: string;
  /** GET by default. */
  method?: string;
  body?: object;
}

/**
 * A request that is more than a public read.
 *
 * @param token given if the request needs the visitor's token. The stored token is used, which may have changed by
 * then.
 */
export async function send<T>(
  connection: Connection,
  path: string,
  { signal, captcha, idempotencyKey, keepalive, method, body }: Request = {},
  token?: string,
): Promise<T> {
  const { call, site, signedIn, visitorKey } = connection;
  const content = body && JSON.stringify({ captcha, ...body, site: (body as ThreadTarget).site ?? site });
  const ask = (headers: Record<string, string> = {}) => {
    if (token) headers.authorization = `Bearer ${visitorToken(visitorKey) ?? token}`;
    if (body) headers['content-type'] = 'application/json';
    if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
    return call<T>(path, signal, { method, headers, body: content, keepalive });
  };
  return token && signedIn ? signedIn(ask, !!method) : ask();
}

/** The thread, with the server's name for it. */
export const nameOf = async (thread: ThreadReference): Promise<ThreadReference> => ({
  ...thread,
  id: await nameThreadLazily(thread.id),
});

/** Sends a comment. It is separate from the other actions, because most readers who do anything do only this. */
export async function submit(connection: Connection, body: Draft, options?: SubmitOptions): Promise<Comment> {
  const request = { ...options, method: 'POST', body: { ...body, thread: await nameOf(body.thread) } };
  const token = visitorToken(connection.visitorKey, true);
  return (await send<{ comment: Comment }>(connection, 'comments', request, token)).comment;
}
