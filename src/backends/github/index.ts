import type { BackendFactory } from '../../backend.js';
import type { Badge, Comment } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { createHttp, untilReset, type HttpAnswer, type Refusal } from '../shared/http-json.js';
import { readOnlyBackend } from '../shared/read-only-backend.js';
import { arrayOf, reply, text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';

type Raw = Record<string, unknown>;

/** Maximum number of pages of 100 comments. Requests must end at some point, and a reader has only 60 an hour. */
const mostPages = 30;

/**
 * The comments of a GitHub issue or pull request, over the public REST API: read-only, with a link to reply there.
 *
 * The thread is the address of the issue: `thread="https://github.com/owner/repository/issues/1"`. There is no tree:
 * issues have no replies. Discussions can't be shown: GitHub returns their comments only to people who are signed in.
 *
 * `url` is the address of the API, for GitHub Enterprise: `https://github.example.com/api/v3`; default
 * `https://api.github.com`.
 *
 * Options:
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const githubBackend: BackendFactory = ({ url = 'https://api.github.com', options }) => {
  const http = createHttp({ timeout: options.timeout, explain });

  return readOnlyBackend({
    name: 'github',
    load: async (thread, { signal }) => {
      const comments: Comment[] = [];
      for (let page = 1; page <= mostPages; page++) {
        const { data, headers } = await http(`${url}/repos/${issueOf(thread)}/comments`, {
          params: { per_page: 100, page },
          accept: 'application/vnd.github.html+json',
          signal,
        });
        const some = arrayOf((item) => Object(item) as Raw)(data);
        comments.push(...some.filter(({ minimized }) => !minimized).map(toComment));
        // The link's address is not used, because a response must not decide where requests go.
        if (!/\brel="?next\b/.test(headers.get('link') ?? '')) break;
      }
      return comments;
    },
    replyAt: ({ thread }) => ({ href: thread.id, name: 'GitHub' }),
  });
};

/** `owner/repository/issues/1` */
const issueOf = (thread: string): string => {
  const [, repository, number] = /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)$/.exec(thread) ?? [];
  if (!number) throw new StarlingError('misconfigured', 'thread is not the address of a GitHub issue');
  return `${repository}/issues/${number}`;
};

/** GitHub limits requests with status 403 or 429, and sends the time when the limit is reset in seconds since 1970. */
const explain = ({ status, headers, data }: HttpAnswer): Refusal | undefined => {
  if (status !== 403 && status !== 429) return undefined;
  const message = text(Object(data).message);
  if (headers.get('x-ratelimit-remaining') === '0' && headers.has('x-ratelimit-reset'))
    return { code: 'rate-limited', message, retryAfter: untilReset(headers) ?? 1 };
  return /rate limit/i.test(message) ? { code: 'rate-limited', message } : { message };
};

const badges: Record<string, Badge> = { OWNER: 'owner', MEMBER: 'moderator', COLLABORATOR: 'moderator' };

const toComment = (raw: Raw): Comment => {
  // Null once the account is gone.
  const user = Object(raw.user) as Raw;
  const reactions = Object(raw.reactions) as Raw;
  return reply({
    id: raw.id,
    author: { name: user.login, url: user.html_url, badge: badges[text(raw.author_association)] },
    html: unfold(text(raw.body_html)),
    status: 'published',
    createdAt: timestamp(raw.created_at),
    editedAt: raw.updated_at === raw.created_at ? null : timestamp(raw.updated_at),
    votes: { up: reactions['+1'], down: reactions['-1'] },
    pinned: raw.pin,
  });
};

/** Replaces custom elements, checkboxes and emoji by their text, because the sanitiser would remove them. */
const unfold = (html: string): string =>
  html
    .replace(/<\/?[a-z]\w*-[\w-]+(?:\s[^>]*)?>/gi, '')
    .replace(/<input\b[^>]*\btype="checkbox"[^>]*>/gi, (box) => (/\schecked\b/i.test(box) ? '☑' : '☐'))
    .replace(/<img\b[^>]*\bclass="emoji"[^>]*>/gi, (image) => /\balt="([^"]*)"/i.exec(image)?.[1] ?? '');
