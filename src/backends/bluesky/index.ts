import type { BackendFactory } from '../../backend.js';
import type { Badge, Comment } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { escapeHtml } from '../../platform/escape-html.js';
import { facetsToHtml } from './facets.js';
import { createHttp, type HttpAnswer, type Refusal } from '../shared/http-json.js';
import { readOnlyBackend } from '../shared/read-only-backend.js';
import { arrayOf, recordOf, reply, text } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';

type Raw = Record<string, unknown>;

/** The maximum depth that the lexicon allows. A server may send less. */
const depth = 1000;

/**
 * The replies to a Bluesky post, over the public AppView: read-only, with a link to reply there.
 *
 * The thread is the post's address: `thread="https://bsky.app/profile/ada.example/post/3kabcdefghi2x"`, or the same
 * with a DID, which stays the same when the handle changes. Replies that Bluesky itself hides from people who are not
 * signed in are left out: those that the post's author has hidden, whose author shows them only to members, or that
 * carry a warning.
 *
 * `url` is the address of the AppView; default `https://public.api.bsky.app`.
 *
 * Options:
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const blueskyBackend: BackendFactory = ({ url = 'https://public.api.bsky.app', options }) => {
  const http = createHttp({ timeout: options.timeout, explain });

  return readOnlyBackend({
    name: 'bluesky',
    load: async (thread, { signal }) => {
      const params = { uri: uriOf(thread), depth, parentHeight: 0 };
      const answer = Object((await http(`${url}/xrpc/app.bsky.feed.getPostThread`, { params, signal })).data) as Raw;
      return repliesOf(Object(answer.thread), Object(Object(answer.threadgate).record).hiddenReplies);
    },
    replyAt: ({ thread }) => ({ href: thread.id, name: 'Bluesky' }),
  });
};

const uriOf = (thread: string): string => {
  const [, author, key] = /^https:\/\/bsky\.app\/profile\/([\w.:%-]+)\/post\/(\w+)\/?$/.exec(thread) ?? [];
  if (!author) throw new StarlingError('misconfigured', 'thread is not the address of a Bluesky post');
  return `at://${decodeURIComponent(author)}/app.bsky.feed.post/${key}`;
};

const explain = ({ data }: HttpAnswer): Refusal | undefined => {
  const { error, message } = recordOf(text)(data);
  return { ...(error === 'NotFound' && { code: 'not-found' }), message: message || undefined };
};

/** All posts below one, as a flat list. There is no recursion, because threads may be 1,000 levels deep. */
const repliesOf = (root: Raw, hiddenReplies: unknown): Comment[] => {
  // For a deleted or blocked post the response contains no post.
  if (!root.post) throw new StarlingError('not-found', 'There is no such post.');
  const author = text(Object(Object(root.post).author).did);
  const hidden = new Set(Array.isArray(hiddenReplies) ? hiddenReplies : []);
  const comments: Comment[] = [];
  const waiting: { node: Raw; parent?: string }[] = [{ node: root }];
  for (const { node, parent } of waiting) {
    for (const child of arrayOf((item) => Object(item) as Raw)(node.replies ?? [])) {
      const post = Object(child.post) as Raw;
      if (!child.post || hidden.has(post.uri) || isLabelled(post)) continue;
      const comment = toComment(post, parent, author);
      comments.push(comment);
      waiting.push({ node: child, parent: comment.id });
    }
  }
  return comments;
};

const isLabelled = ({ labels, author }: Raw): boolean =>
  has(labels, '!hide', '!warn') || has(Object(author).labels, '!hide', '!warn', '!no-unauthenticated');

const has = (labels: unknown, ...values: string[]): boolean =>
  arrayOf(Object)(labels ?? []).some(({ val, neg }) => !neg && values.includes(val));

const toComment = (post: Raw, parent: string | undefined, opener: string): Comment => {
  const author = Object(post.author) as Raw;
  const record = Object(post.record) as Raw;
  return reply({
    // The AT URI without the part that all of them have in common.
    id: text(post.uri).replace(/^at:\/\/([^/]+)\/app\.bsky\.feed\.post\//, '$1/'),
    parent,
    author: {
      name: text(author.displayName).trim() || author.handle,
      url: `https://bsky.app/profile/${encodeURI(text(author.did))}`,
      badge: badgeOf(author, opener),
    },
    html: facetsToHtml(text(record.text), record.facets) + (mediaOf(post) || linkTo(post)),
    status: 'published',
    createdAt: timeOf(record.createdAt, post.indexedAt),
    votes: { up: post.likeCount },
  });
};

const badgeOf = ({ did, verification }: Raw, opener: string): Badge | undefined => {
  if (text(did) === opener) return 'owner';
  return Object(verification).verifiedStatus === 'valid' ? 'verified' : undefined;
};

/** The time by the author's clock, but never later than when the post was indexed. Bluesky itself sorts like this. */
const timeOf = (createdAt: unknown, indexedAt: unknown): string => {
  const [created, indexed] = [timestamp(createdAt), timestamp(indexedAt)];
  return !created || (indexed && indexed < created) ? indexed : created;
};

/**
 * A link to the post, where readers see what is left out here: a video, a gallery, a quoted post. A labelled post gets
 * one only if it has no text.
 */
const linkTo = ({ uri, author, embed, labels, record }: Raw): string => {
  const labelled = arrayOf(Object)(labels ?? []).length > 0;
  if (!embed || (labelled && text(Object(record).text).trim())) return '';
  const key = text(uri).split('/').at(-1)!;
  const address = `https://bsky.app/profile/${encodeURI(text(Object(author).did))}/post/${encodeURIComponent(key)}`;
  return `<p><a href="${address}">${address}</a></p>`;
};

/** The pictures of a post and the page that it links to. A post with a label, such as nudity, shows only its text. */
const mediaOf = ({ embed, labels }: Raw): string => {
  if (arrayOf(Object)(labels ?? []).length) return '';
  const { media = embed } = Object(embed) as Raw;
  const { images, external } = Object(media) as Raw;
  const pictures = arrayOf(Object)(images ?? []).map(
    ({ fullsize, alt }) => `<p><img src="${escapeHtml(text(fullsize))}" alt="${escapeHtml(text(alt))}"></p>`,
  );
  const { uri, title } = Object(external) as Raw;
  const page = uri ? `<p><a href="${escapeHtml(text(uri))}">${escapeHtml(text(title) || text(uri))}</a></p>` : '';
  return pictures.join('') + page;
};
