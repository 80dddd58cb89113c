import { describe, expect, test } from 'vitest';
import { blueskyBackend } from '../../src/backends/bluesky/index.js';
import { refuse, standIn, type Route } from '../support/stand-in.js';
import { testReadOnly } from './read-only-contract.js';
import { author, blocked, did, node, notFound, post, type Node } from '../stand-ins/bluesky.js';

const ada = author('Ada');
const bob = author('Bob');

describe('the contract', () => {
  testReadOnly(async () => {
    const threads = new Map<string, Node>();
    const { url } = await standIn(({ searchParams }, response) => {
      const thread = threads.get(searchParams.get('uri')!);
      return thread ? { thread } : refuse(response, 400, { error: 'NotFound', message: 'Post not found' });
    });
    return {
      backend: () => blueskyBackend({ url, options: {} }),
      thread: () => {
        const key = `3k${threads.size}`;
        threads.set(`at://ada.example/app.bsky.feed.post/${key}`, node(post(ada, key)));
        return { id: `https://bsky.app/profile/ada.example/post/${key}` };
      },
      seed: ({ id }, seeds) => {
        const root = threads.get(`at://ada.example/app.bsky.feed.post/${id.split('/').at(-1)}`)!;
        const nodes: Node[] = [];
        seeds.forEach(({ author: by, body, parent }, index) => {
          const createdAt = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
          const made = node(post(author(by.name!), `3r${index}`, { text: body, createdAt }, { likeCount: index % 3 }));
          nodes.push(made);
          (parent === undefined ? root : nodes[parent]!).replies.push(made);
        });
      },
    };
  });
});

const thread = { id: 'https://bsky.app/profile/ada.example/post/3kabc' };

const read = async (route: Route | object[], more: object = {}) => {
  const { url, asked } = await standIn(
    Array.isArray(route) ? () => ({ thread: node(post(ada, '3kabc'), ...route), ...more }) : route,
  );
  const backend = blueskyBackend({ url, options: {} });
  return { page: await backend.list({ thread, sort: 'oldest', limit: 25 }), asked, backend };
};

const htmlOf = async (record: object, more: object = {}) =>
  (await read([node(post(bob, '3kb', record, more))])).page.comments[0]!.html;

test('a reply is a comment with name, profile and likes', async () => {
  const { page, asked } = await read([node(post(bob, '3kb', {}, { likeCount: 4 }))]);
  expect(page.comments).toMatchObject([
    {
      id: 'did:plc:bob/3kb',
      author: { name: 'Bob', url: 'https://bsky.app/profile/did:plc:bob' },
      html: '<p>Hello</p>',
      createdAt: '2026-01-02T03:04:05.678Z',
      votes: { up: 4, down: 0 },
    },
  ]);
  expect(asked.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
    '/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fada.example%2Fapp.bsky.feed.post%2F3kabc&depth=1000&parentHeight=0',
  ]);
});

test('the post’s author is the owner, and who is verified has that badge', async () => {
  const verification = { verifications: [], verifiedStatus: 'valid', trustedVerifierStatus: 'none' };
  const cy = author('Cy', { verification, displayName: '' });
  const { page } = await read([node(post(cy, '3kc'), node(post(ada, '3kd')))]);
  expect(page.comments).toMatchObject([{ author: { name: 'cy.example', badge: 'verified' } }]);
  expect(page.comments[0]!.replies).toMatchObject([{ parent: 'did:plc:cy/3kc', author: { badge: 'owner' } }]);
});

test('links, mentions and tags are where their bytes say, also after emoji', async () => {
  const text = '🐦 see example.org/… by @bob #birds';
  const bytes = (part: string) => {
    const byteStart = new TextEncoder().encode(text.slice(0, text.indexOf(part))).length;
    return { byteStart, byteEnd: byteStart + new TextEncoder().encode(part).length };
  };
  const facet = (part: string, feature: object) => ({ index: bytes(part), features: [feature] });
  const facets = [
    facet('#birds', { $type: 'app.bsky.richtext.facet#tag', tag: 'birds' }),
    facet('example.org/…', { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/?a=1&b="2"' }),
    facet('@bob', { $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:bob' }),
  ];
  expect(await htmlOf({ text, facets })).toBe(
    '<p>🐦 see <a href="https://example.org/?a=1&amp;b=&quot;2&quot;">example.org/…</a>' +
      ' by <a href="https://bsky.app/profile/did:plc:bob">@bob</a> <a href="https://bsky.app/hashtag/birds">#birds</a></p>',
  );
});

test.each([
  ['out of the text', [{ index: { byteStart: 2, byteEnd: 99 }, features: [{ uri: 'https://x.example' }] }]],
  ['turned around', [{ index: { byteStart: 3, byteEnd: 1 }, features: [{ uri: 'https://x.example' }] }]],
  ['of nothing', [null, 7, { index: null }, { index: { byteStart: 0, byteEnd: 2 }, features: 'no' }]],
  ['that are no list', { index: 1 }],
])('facets %s leave the text as it is', async (_, facets) => {
  expect(await htmlOf({ text: 'Plain & good', facets })).toBe('<p>Plain &amp; good</p>');
});

test('of facets over one another the first counts', async () => {
  const facet = (byteStart: number, byteEnd: number, uri: string) => ({
    index: { byteStart, byteEnd },
    features: [{ uri }],
  });
  const facets = [facet(2, 6, 'https://b.example'), facet(0, 4, 'https://a.example')];
  expect(await htmlOf({ text: 'overlap', facets })).toBe('<p><a href="https://a.example">over</a>lap</p>');
});

test('blank lines part paragraphs', async () => {
  expect(await htmlOf({ text: 'One\ntwo\n\nthree' })).toBe('<p>One<br>two</p><p>three</p>');
});

test('pictures and the page pointed to come along, unless there is a label on the post', async () => {
  const images = {
    $type: 'app.bsky.embed.images#view',
    images: [{ thumb: 'https://cdn.bsky.app/t.jpg', fullsize: 'https://cdn.bsky.app/f.jpg', alt: 'A <bird>' }],
  };
  const external = {
    $type: 'app.bsky.embed.external#view',
    external: {
      uri: 'https://example.org/',
      title: 'Example & Co',
      description: '',
      thumb: 'https://cdn.bsky.app/t.jpg',
    },
  };
  const picture = '<p><img src="https://cdn.bsky.app/f.jpg" alt="A &lt;bird&gt;"></p>';
  expect(await htmlOf({ text: 'x' }, { embed: images })).toBe(`<p>x</p>${picture}`);
  expect(await htmlOf({ text: 'x' }, { embed: { record: {}, media: images } })).toBe(`<p>x</p>${picture}`);
  expect(await htmlOf({ text: 'x' }, { embed: external })).toBe(
    '<p>x</p><p><a href="https://example.org/">Example &amp; Co</a></p>',
  );
  expect(await htmlOf({ text: 'x' }, { embed: images, labels: [{ src: 'did:plc:l', val: 'nudity' }] })).toBe(
    '<p>x</p>',
  );
});

test.each([
  ['a video', { $type: 'app.bsky.embed.video#view', cid: 'x', playlist: 'https://video.bsky.app/x.m3u8' }],
  ['a gallery', { $type: 'app.bsky.embed.gallery#view', items: [{}] }],
  ['a quoted post', { $type: 'app.bsky.embed.record#view', record: { uri: 'at://did:plc:x/app.bsky.feed.post/3kq' } }],
])('a reply of %s alone is a link to it', async (_, embed) => {
  const address = 'https://bsky.app/profile/did:plc:bob/post/3kb';
  const link = `<p><a href="${address}">${address}</a></p>`;
  expect(await htmlOf({ text: '' }, { embed })).toBe(link);
  expect(await htmlOf({ text: 'Look' }, { embed })).toBe(`<p>Look</p>${link}`);
  const labels = [{ src: 'did:plc:l', val: 'nudity' }];
  expect(await htmlOf({ text: '' }, { embed, labels })).toBe(link);
});

test('too many requests say when there are more again', async () => {
  const reset = `${Math.floor(Date.now() / 1000) + 90}`;
  const refused = read((_, response) => refuse(response, 429, { error: 'x' }, { 'ratelimit-reset': reset }));
  const { retryAfter } = await refused.then(
    () => expect.unreachable(),
    (error) => error,
  );
  expect(retryAfter).toBeGreaterThan(80);
  expect(retryAfter).toBeLessThanOrEqual(90);
});

test('what Bluesky hides from strangers stays hidden, with what answers it', async () => {
  const label = (val: string) => ({ labels: [{ src: 'did:plc:l', uri: 'at://x', val }] });
  const shy = author('Shy', label('!no-unauthenticated'));
  const visible = node(post(bob, '3kv'));
  const { page } = await read(
    [
      node(post(shy, '3k1'), visible),
      node(post(bob, '3k2', {}, label('!hide')), visible),
      node(post(bob, '3k3', {}, label('!warn'))),
      node(post(bob, '3k4'), node(post(bob, '3k5'))),
      blocked,
      notFound,
      node(post(bob, '3k6')),
    ],
    {
      threadgate: {
        uri: `at://${did('Ada')}/app.bsky.feed.threadgate/3kabc`,
        record: { $type: 'app.bsky.feed.threadgate', hiddenReplies: [`at://${did('Bob')}/app.bsky.feed.post/3k4`] },
      },
    },
  );
  expect(page.comments.map(({ id }) => id)).toEqual(['did:plc:bob/3k6']);
  expect(page.total).toBe(1);
});

test('a clock that runs ahead puts nobody on top', async () => {
  const { page } = await read([node(post(bob, '3kb', { createdAt: '2099-01-01T00:00:00Z' }))]);
  expect(page.comments[0]!.createdAt).toBe('2026-01-02T03:04:06.000Z');
});

test('replies 1,000 deep arrive whole', async () => {
  let deepest = node(post(bob, '3k1000'));
  for (let index = 999; index; index--) deepest = node(post(bob, `3k${index}`), deepest);
  const { page } = await read([deepest]);
  expect(page.comments).toMatchObject([{ id: 'did:plc:bob/3k1', replyCount: 999 }]);
});

test.each([
  'https://bsky.app/profile/ada.example',
  'https://blog.example/post/3k',
  'https://bsky.app.evil.example/profile/ada.example/post/3kabc',
])('the thread %s is no post, and the page is told so', async (id) => {
  const query = { thread: { id }, sort: 'newest', limit: 25 } as const;
  await expect(blueskyBackend({ options: {} }).list(query)).rejects.toMatchObject({ code: 'misconfigured' });
});

test('a DID in the address will do', async () => {
  const { url, asked } = await standIn(() => ({ thread: node(post(ada, '3kabc')) }));
  const id = 'https://bsky.app/profile/did:plc:ada/post/3kabc';
  await blueskyBackend({ url, options: {} }).list({ thread: { id }, sort: 'newest', limit: 25 });
  expect(asked[0]!.url.searchParams.get('uri')).toBe('at://did:plc:ada/app.bsky.feed.post/3kabc');
});

test('readers are sent to the post to reply', async () => {
  const { backend } = await read([]);
  expect(backend.replyAt!({ thread })).toEqual({ href: thread.id, name: 'Bluesky' });
});

test.each([
  ['a post that is gone', 400, { error: 'NotFound', message: 'Post not found: at://x' }, 'not-found'],
  ['too many requests', 429, { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }, 'rate-limited'],
  ['a server that is down', 502, { error: 'UpstreamFailure' }, 'server'],
])('%s is an error by its code', async (_, status, body, code) => {
  await expect(read((_, response) => refuse(response, status, body))).rejects.toMatchObject({ code });
});

test.each([
  ['a post that its author deleted', { thread: notFound }, 'not-found'],
  ['a post of someone blocked', { thread: blocked }, 'not-found'],
  ['replies that are no list', { thread: { ...node(post(ada, '3kabc')), replies: 7 } }, 'server'],
  ['an answer that is null', null, 'not-found'],
])('%s is an error', async (_, body, code) => {
  await expect(read(() => body)).rejects.toMatchObject({ name: 'StarlingError', code });
});
