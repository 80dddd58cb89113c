import type { BackendFactory } from '../../backend.js';
import type { Comment } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { escapeHtml } from '../../platform/escape-html.js';
import { createHttp } from '../shared/http-json.js';
import { readOnlyBackend } from '../shared/read-only-backend.js';
import { arrayOf, reply, text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';

type Raw = Record<string, unknown>;

/**
 * The replies to a toot, over Mastodon's public REST API: read-only, with a link to reply there. Servers with the same
 * API (Pleroma, Akkoma) work too.
 *
 * The thread is the address of the toot: `thread="https://mastodon.example/@ada/110000000000000001"`. The requests go
 * to its server. To readers who are not signed in, a Mastodon server sends at most 60 replies, 20 levels deep.
 *
 * Options:
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const mastodonBackend: BackendFactory = ({ options }) => {
  const http = createHttp({ timeout: options.timeout });

  return readOnlyBackend({
    name: 'mastodon',
    load: async (thread, { signal }) => {
      const { origin, id } = tootOf(thread);
      const { data } = await http(`${origin}/api/v1/statuses/${id}/context`, { signal });
      const statuses = arrayOf((item) => Object(item) as Raw)(Object(data).descendants);
      const author = statuses.find((status) => text(status.in_reply_to_id) === id)?.in_reply_to_account_id;
      return statuses.filter(isPublic).map((status) => toComment(status, text(author)));
    },
    replyAt: ({ thread }) => ({ href: thread.id, name: 'Mastodon' }),
  });
};

const tootOf = (thread: string): { origin: string; id: string } => {
  const { origin, pathname } = URL.canParse(thread) ? new URL(thread) : {};
  const [, id] = /\/(?:@[^/]+|statuses|notice)\/(\w+)\/?$/.exec(pathname ?? '') ?? [];
  if (!id || !/^https?:/.test(origin!)) throw new StarlingError('misconfigured', 'thread is not the address of a toot');
  return { origin: origin!, id };
};

const isPublic = ({ visibility }: Raw): boolean => visibility === 'public' || visibility === 'unlisted';

const toComment = (status: Raw, author: string): Comment => {
  const account = Object(status.account) as Raw;
  return reply({
    id: status.id,
    parent: status.in_reply_to_id,
    author: {
      name: nameOf(account),
      url: account.url,
      badge: author && text(account.id) === author ? 'owner' : undefined,
    },
    html: bodyOf(status),
    status: 'published',
    createdAt: timestamp(status.created_at),
    editedAt: timestamp(status.edited_at),
    votes: { up: status.favourites_count },
  });
};

/** The display name without custom emoji, which it contains only as shortcodes. */
const nameOf = ({ display_name, emojis, acct }: Raw): string => {
  let name = text(display_name);
  for (const emoji of arrayOf(Object)(emojis ?? [])) name = name.replaceAll(`:${text(emoji.shortcode)}:`, '');
  return name.trim() || text(acct);
};

const bodyOf = ({ content, spoiler_text, media_attachments, poll, quote, url }: Raw): string => {
  const address = escapeHtml(text(url));
  const link = `<p><a href="${address}">${address}</a></p>`;
  // Content behind a warning is replaced by a link to it.
  if (spoiler_text) return `<p><strong>${escapeHtml(text(spoiler_text))}</strong></p>${link}`;
  const body = unfold(text(content)) + arrayOf(toMedia)(media_attachments ?? []).join('');
  // Polls and quotes are not shown here, so link to the toot.
  return poll || quote ? body + link : body;
};

/** Shortens long addresses, of which Mastodon hides parts by its style sheet. */
const unfold = (html: string): string =>
  html
    .replace(/<span\b[^>]*\bclass="(?:[^"]* )?invisible(?: [^"]*)?"[^>]*>[^<]*<\/span>/g, '')
    .replace(/(<span\b[^>]*\bclass="(?:[^"]* )?ellipsis(?: [^"]*)?"[^>]*>[^<]*)<\/span>/g, '$1…</span>');

const toMedia = (value: unknown): string => {
  const { type, url, remote_url, description } = Object(value) as Raw;
  const address = escapeHtml(text(url) || text(remote_url));
  const words = escapeHtml(text(description));
  if (type === 'image') return `<p><img src="${address}" alt="${words}"></p>`;
  return `<p><a href="${address}">${words || address}</a></p>`;
};
