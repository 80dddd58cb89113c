import { type BackendFactory, type Comment, type ErrorCode, StarlingError, type Thread } from '../../src/index.js';

/** A comment as this site's own API sends it: numbers for ids and times, plain text, its answers inside of it. */
interface Row {
  id: number;
  answerTo: number | null;
  name: string;
  text: string;
  written: number;
  answers: Row[];
}

const fields = { name: 'required', email: 'hidden', url: 'hidden' } as const;
const thread: Thread = { closed: false, captcha: null, fields, ratings: 'off', votes: false, editWindow: 0 };
const absent = { rating: null, status: 'published', editedAt: null, votes: { up: 0, down: 0 } } as const;
const codes: Record<number, ErrorCode> = { 404: 'not-found', 409: 'conflict', 422: 'invalid', 429: 'rate-limited' };

export const exampleBackend: BackendFactory = ({ url }) => {
  if (!url) throw new StarlingError('misconfigured', 'backend-url');
  const call = async (query: Record<string, string>, { signal, ...init }: RequestInit) => {
    const deadline = AbortSignal.timeout(15_000);
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
    try {
      const response = await fetch(`${url}?${new URLSearchParams(query)}`, { ...init, signal: either });
      const data = await response.json();
      if (response.ok) return data;
      throw new StarlingError(codes[response.status] ?? 'server', data.error, { fields: data.fields });
    } catch (cause) {
      if (signal?.aborted || cause instanceof StarlingError) throw cause;
      const code = deadline.aborted ? 'timeout' : cause instanceof SyntaxError ? 'server' : 'network';
      throw new StarlingError(code, `${cause}`, { cause });
    }
  };

  return {
    name: 'example',
    sorts: ['newest', 'oldest'],
    async list({ thread: { id }, sort, limit, cursor = '' }, { signal } = {}) {
      const { rows, after, total } = await call({ page: id, sort, limit: `${limit}`, after: cursor }, { signal });
      return { comments: rows.map(toComment), next: after, total, summary: null, thread };
    },
    async submit({ thread: { id }, parent = '', author, body }, { signal, idempotencyKey = '' } = {}) {
      const sent = { page: id, answerTo: parent, name: author.name ?? '', text: body, key: idempotencyKey };
      return toComment(await call({}, { method: 'POST', body: new URLSearchParams(sent), signal }));
    },
  };
};

const toComment = ({ id, answerTo, name, text, written, answers }: Row): Comment => ({
  ...absent,
  id: `${id}`,
  parent: answerTo ? `${answerTo}` : null,
  root: `${answerTo ?? id}`,
  author: { name },
  html: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
  createdAt: new Date(written).toISOString(),
  replies: answers.map(toComment),
  replyCount: answers.length,
});
