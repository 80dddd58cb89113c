import type { BackendFactory } from '../../backend.js';
import type { Comment } from '../../contract.js';
import { requireUrl } from '../shared/adapter-settings.js';
import { createHttp } from '../shared/http-json.js';
import { readOnlyBackend } from '../shared/read-only-backend.js';
import { nameThread } from '../../normalise-thread.js';
import { arrayOf, reply } from '../shared/shape.js';
import { toTombstone } from '../shared/tombstone.js';

type Raw = Record<string, unknown>;

/**
 * Comments from JSON files, for archived sites: read-only, sorted and paged in the browser.
 *
 * `url` is either one file with all threads, `{"threads": {"<thread id>": [Comment, …]}}`, or a template for one file
 * per thread, `{"comments": [Comment, …]}` or only the array. In a template, `{thread}` is replaced by the encoded id
 * of the thread, and `{path}` by the path of the page (`index` for the front page). A thread without a file has no
 * comments. A `Comment` is that of the contract. Replies are either in the flat list, with `parent`, or nested in their
 * parent as `replies`, at any depth. Only `id` is required: without `status` a comment is published; pending ones are
 * left out.
 *
 * Options:
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const staticBackend: BackendFactory = ({ url, options }) => {
  const address = requireUrl(url);
  const http = createHttp({ timeout: options.timeout, mayBeOld: true });
  const isTemplate = placeholder('thread|path').test(address);

  return readOnlyBackend({
    name: 'static',
    threadId: nameThread,
    load: async (thread, { signal }) => {
      const answer = await http(isTemplate ? fill(address, thread) : address, { signal }).catch((error) => {
        if (isTemplate && error.code === 'not-found') return { data: [] };
        throw error;
      });
      const data = Object(answer.data) as Raw;
      if (data.threads) {
        const [, comments = []] = Object.entries(data.threads).find(([name]) => nameThread(name) === thread) ?? [];
        return flatten(comments);
      }
      return flatten(data.comments ?? data);
    },
  });
};

/** Matches `{name}`, also in the percent-encoded form that it has in a resolved address. */
const placeholder = (name: string): RegExp => new RegExp(`(?:\\{|%7b)(?:${name})(?:\\}|%7d)`, 'gi');

const fill = (template: string, thread: string): string =>
  template
    .replace(placeholder('thread'), () => encodeURIComponent(thread))
    .replace(placeholder('path'), () => pathOf(thread));

const pathOf = (thread: string): string =>
  /^https?:\/\//i.test(thread)
    ? new URL(thread).pathname.replace(/^\/+|\/+$/g, '') || 'index'
    : encodeURIComponent(thread);

/** Nested comments as one flat list. There is no recursion, because a file may nest them 10,000 levels deep. */
const flatten = (items: unknown): Comment[] => {
  const comments: Comment[] = [];
  const waiting = arrayOf<{ item: Raw; parent?: string }>((item) => ({ item: Object(item) }))(items);
  for (const { item, parent } of waiting) {
    const comment = reply({ ...item, parent: item.parent ?? parent, status: item.status ?? 'published' });
    if (comment.status === 'deleted') comments.push(toTombstone(comment));
    else if (comment.status === 'published') comments.push(comment);
    for (const child of arrayOf(Object)(item.replies ?? [])) waiting.push({ item: child as Raw, parent: comment.id });
  }
  return comments;
};
