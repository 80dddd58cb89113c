import { type Comment, type ErrorCode, StarlingError } from '../../../src/index.js';

/** A record of `comments`; `n` is that of `comment_stars`. */
export type Row = Record<'id' | 'thread' | 'root' | 'name' | 'text' | 'created', string> &
  Record<'rating' | 'n', number>;
type Rows = { items: Row[]; totalItems: number };

const codes: Record<number, ErrorCode> = { 400: 'forbidden', 403: 'forbidden', 404: 'not-found', 429: 'rate-limited' };
/** Fields of the collection that a draft has under another name. */
const paths: Record<string, string> = { text: 'body', name: 'author.name', root: 'parent', thread: 'thread.id' };

/** Reads and writes records over PocketBase's REST API; rejects with StarlingErrors. */
export const pocketbaseApi = (url: string) => {
  const call = async (path: string, { signal, ...init }: RequestInit) => {
    const deadline = AbortSignal.timeout(15_000);
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
    try {
      const response = await fetch(`${url}/api/collections/${path}`, { ...init, signal: either });
      const data = await response.json();
      if (response.ok) return data;
      const wrong = Object.entries<{ message: string }>(data.data ?? {});
      const fields = Object.fromEntries(wrong.map(([name, { message }]) => [paths[name] ?? name, message]));
      const code = wrong.length ? 'invalid' : (codes[response.status] ?? 'server');
      throw new StarlingError(code, data.message, { fields });
    } catch (cause) {
      if (signal?.aborted || cause instanceof StarlingError) throw cause;
      const code = deadline.aborted ? 'timeout' : cause instanceof SyntaxError ? 'server' : 'network';
      throw new StarlingError(code, `${cause}`, { cause });
    }
  };

  return {
    list: (params: Record<string, string>, signal?: AbortSignal, collection = 'comments'): Promise<Rows> =>
      call(`${collection}/records?${new URLSearchParams(params)}`, { signal }),
    get: (id: string, signal?: AbortSignal): Promise<Row> =>
      call(`comments/records/${encodeURIComponent(id)}`, { signal }),
    create: (row: Partial<Row>, signal?: AbortSignal): Promise<Row> => {
      const headers = { 'Content-Type': 'application/json' };
      return call('comments/records', { method: 'POST', headers, body: JSON.stringify(row), signal });
    },
  };
};

/** A text in a filter. */
export const quote = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

/** Always the same id for the same key, of 15 letters and digits, so that what is sent twice is there once. */
export const idOf = async (key: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return Array.from(new Uint8Array(hash), (byte) => (byte % 36).toString(36))
    .slice(0, 15)
    .join('');
};

/** A record as a comment, with the records of its answers. */
export const toComment = ({ id, root, name, text, rating, created }: Row, replies: Row[] = []): Comment => ({
  ...{ id, parent: root || null, root: root || id, author: { name }, status: 'published', votes: { up: 0, down: 0 } },
  html: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</p>`,
  rating: (rating || null) as Comment['rating'],
  createdAt: created.replace(' ', 'T'),
  editedAt: null,
  replyCount: replies.length,
  replies: replies.map((reply) => toComment(reply)),
});
