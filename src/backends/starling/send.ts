import type { SubmitOptions, ThreadTarget, WriteOptions } from '../../backend.js';
import type { Comment, Draft, ThreadReference } from '../../contract.js';
import { nameThread } from '../../normalise-thread.js';
import { visitorToken } from '../shared/visitor-token.js';
import type { Connection } from './connection.js';

export interface Request extends WriteOptions {
  idempotencyKey?: string;
  /** GET where absent. */
  method?: string;
  body?: object;
}

/** A request that is more than a public read. */
export function send<T>(
  { call, site }: Connection,
  path: string,
  { signal, captcha, idempotencyKey, keepalive, method, body }: Request = {},
  token?: string,
): Promise<T> {
  const headers: Record<string, string> = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (body) headers['content-type'] = 'application/json';
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
  const content = body && JSON.stringify({ captcha, ...body, site: (body as ThreadTarget).site ?? site });
  return call(path, signal, { method, headers, body: content, keepalive });
}

/** The thread, by the name that the server has for it. */
export const nameOf = (thread: ThreadReference): ThreadReference => ({ ...thread, id: nameThread(thread.id) });

/** Sends a comment; on its own, as most readers who do anything do only this. */
export async function submit(connection: Connection, body: Draft, options?: SubmitOptions): Promise<Comment> {
  const request = { ...options, method: 'POST', body: { ...body, thread: nameOf(body.thread) } };
  const token = visitorToken(connection.visitorKey, true);
  return (await send<{ comment: Comment }>(connection, 'comments', request, token)).comment;
}
