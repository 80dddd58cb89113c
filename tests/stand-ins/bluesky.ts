/*
 * Answers in the shape of bluesky-social/atproto lexicons/app/bsky/feed/getPostThread.json and feed/defs.json, whole.
 * Written by hand.
 */

export interface Node {
  $type: string;
  post: ReturnType<typeof post>;
  replies: object[];
  threadContext: object;
}

export const did = (name: string) => `did:plc:${name.toLowerCase().replace(/\W/g, '')}`;

export const author = (name: string, more: object = {}) => ({
  did: did(name),
  handle: `${name.toLowerCase().replace(/\W/g, '')}.example`,
  displayName: name,
  avatar: 'https://cdn.bsky.app/img/avatar/plain/x@jpeg',
  associated: { chat: { allowIncoming: 'following' } },
  labels: [] as object[],
  createdAt: '2023-05-01T00:00:00.000Z',
  ...more,
});

export const post = (by: ReturnType<typeof author>, key: string, record: object = {}, more: object = {}) => ({
  $type: 'app.bsky.feed.defs#postView',
  uri: `at://${by.did}/app.bsky.feed.post/${key}`,
  cid: 'bafyreic3',
  author: by,
  record: {
    $type: 'app.bsky.feed.post',
    createdAt: '2026-01-02T03:04:05.678Z',
    langs: ['en'],
    reply: { parent: { cid: 'bafyreic1', uri: 'at://x' }, root: { cid: 'bafyreic1', uri: 'at://x' } },
    text: 'Hello',
    ...record,
  },
  bookmarkCount: 0,
  replyCount: 0,
  repostCount: 0,
  likeCount: 0,
  quoteCount: 0,
  indexedAt: '2026-01-02T03:04:06.000Z',
  labels: [] as object[],
  ...more,
});

export const node = (post_: ReturnType<typeof post>, ...replies: object[]): Node => ({
  $type: 'app.bsky.feed.defs#threadViewPost',
  post: post_,
  replies,
  threadContext: {},
});

export const blocked = {
  $type: 'app.bsky.feed.defs#blockedPost',
  uri: 'at://did:plc:blocked/app.bsky.feed.post/3kblocked',
  blocked: true,
  author: { did: 'did:plc:blocked', viewer: { blockedBy: true } },
};

export const notFound = {
  $type: 'app.bsky.feed.defs#notFoundPost',
  uri: 'at://did:plc:gone/app.bsky.feed.post/3kgone',
  notFound: true,
};
