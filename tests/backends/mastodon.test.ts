import { describe, expect, test } from 'vitest';
import { mastodonBackend } from '../../src/backends/mastodon/index.js';
import { escapeHtml } from '../../src/platform/escape-html.js';
import { refuse, standIn, type Route } from '../support/stand-in.js';
import { testReadOnly } from './read-only-contract.js';
import { account, context, image, shownLink, status } from '../stand-ins/mastodon.js';

const author = account('1', 'Ada');

describe('the contract', () => {
  testReadOnly(async () => {
    const toots = new Map<string, object[]>();
    const { url } = await standIn(({ pathname }, response) => {
      const replies = toots.get(/^\/api\/v1\/statuses\/(\d+)\/context$/.exec(pathname)?.[1] ?? '');
      return replies ? context(...replies) : refuse(response, 404, { error: 'Record not found' });
    });
    return {
      backend: () => mastodonBackend({ options: {} }),
      thread: () => {
        const id = `${1100 + toots.size}`;
        toots.set(id, []);
        return { id: `${url}/@ada/${id}` };
      },
      seed: ({ id }, seeds) => {
        const toot = id.split('/').at(-1)!;
        const replies = seeds.map(({ author, body, parent }, index) =>
          status(`${toot}${index}`, parent === undefined ? toot : `${toot}${parent}`, '1', {
            created_at: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
            account: account(`${index + 10}`, author.name!),
            content: `<p>${escapeHtml(body)}</p>`,
            favourites_count: index % 3,
          }),
        );
        toots.set(toot, replies);
      },
    };
  });
});

/** The replies that the adapter makes of a server's answer. */
const repliesTo = async (route: Route | object[], path = '/@ada/1') => {
  const { url, asked } = await standIn(Array.isArray(route) ? () => context(...route) : route);
  const thread = { id: `${url}${path}` };
  const backend = mastodonBackend({ options: {} });
  return { page: await backend.list({ thread, sort: 'oldest', limit: 25 }), asked, backend, thread };
};

test('a reply is a comment with name, profile, favourites and time of the edit', async () => {
  const reply = status('2', '1', '1', {
    account: account('9', 'Grace Hopper :verified:', {
      acct: 'grace@navy.example',
      emojis: [{ shortcode: 'verified' }],
    }),
    favourites_count: 4,
    edited_at: '2026-01-03T00:00:00.000Z',
  });
  const { page } = await repliesTo([reply]);
  expect(page.comments).toMatchObject([
    {
      id: '2',
      author: { name: 'Grace Hopper', url: 'https://mastodon.example/@gracehopperverified' },
      html: '<p>Hello</p>',
      createdAt: '2026-01-02T03:04:05.678Z',
      editedAt: '2026-01-03T00:00:00.000Z',
      votes: { up: 4, down: 0 },
    },
  ]);
  expect(page.thread).toMatchObject({ closed: true, votes: true, ratings: 'off' });
});

test('who has no name but an address goes by that', async () => {
  const { page } = await repliesTo([
    status('2', '1', '1', { account: account('9', 'x', { display_name: '', acct: 'x@y.example' }) }),
  ]);
  expect(page.comments[0]!.author.name).toBe('x@y.example');
});

test('the toot’s author is the owner', async () => {
  const { page } = await repliesTo([status('2', '1', '1'), status('3', '2', '7', { account: author })]);
  expect(page.comments[0]!.author.badge).toBeUndefined();
  expect(page.comments[0]!.replies).toMatchObject([{ id: '3', parent: '2', author: { name: 'Ada', badge: 'owner' } }]);
});

test('an address reads as Mastodon shows it, without what its style sheet hides', async () => {
  const { page } = await repliesTo([status('2', '1', '1', { content: `<p>See ${shownLink}</p>` })]);
  const { html } = page.comments[0]!;
  expect(html.replace(/<[^>]*>/g, '')).toBe('See example.org/a/rather/long/addr…');
  expect(html).toContain('href="https://www.example.org/a/rather/long/address/of/a/page"');
});

test('what hides behind a warning is not shown, but linked', async () => {
  const { page } = await repliesTo([
    status('2', '1', '1', { spoiler_text: 'The <end>', content: '<p>He dies</p>', media_attachments: [image] }),
  ]);
  expect(page.comments[0]!.html).toBe(
    '<p><strong>The &lt;end&gt;</strong></p><p><a href="https://mastodon.example/@ada/2">https://mastodon.example/@ada/2</a></p>',
  );
});

test('pictures come with their description, other media as links', async () => {
  const video = { ...image, type: 'video', url: 'https://files.mastodon.example/3.mp4', description: null };
  const { page } = await repliesTo([status('2', '1', '1', { media_attachments: [image, video] })]);
  expect(page.comments[0]!.html).toBe(
    '<p>Hello</p><p><img src="https://files.mastodon.example/media/22.png" alt="A bird with “quotes&quot;"></p>' +
      '<p><a href="https://files.mastodon.example/3.mp4">https://files.mastodon.example/3.mp4</a></p>',
  );
});

test('what is not shown here, a poll or a quoted toot, is linked to', async () => {
  const poll = { id: '9', options: [{ title: 'Yes' }, { title: 'No' }], votes_count: 3 };
  const { page } = await repliesTo([
    status('2', '1', '1', { content: '', poll, created_at: '2026-01-02T00:00:00.000Z' }),
    status('3', '1', '1', { quote: { state: 'accepted' } }),
  ]);
  const link = (id: string) =>
    `<p><a href="https://mastodon.example/@ada/${id}">https://mastodon.example/@ada/${id}</a></p>`;
  expect(page.comments.map(({ html }) => html).sort()).toEqual([link('2'), `<p>Hello</p>${link('3')}`].sort());
});

test('too many requests say when there are more again', async () => {
  const reset = new Date(Date.now() + 90_000).toISOString();
  const refused = repliesTo((_, response) => refuse(response, 429, { error: 'x' }, { 'x-ratelimit-reset': reset }));
  const { retryAfter } = await refused.then(
    () => expect.unreachable(),
    (error) => error,
  );
  expect(retryAfter).toBeGreaterThan(80);
  expect(retryAfter).toBeLessThanOrEqual(90);
});

test('replies to followers or to one person stay theirs, should a server send them', async () => {
  const { page } = await repliesTo([
    status('2', '1', '1', { visibility: 'private' }),
    status('3', '1', '1', { visibility: 'direct' }),
    status('4', '1', '1', { visibility: 'unlisted' }),
  ]);
  expect(page.comments.map(({ id }) => id)).toEqual(['4']);
});

test.each(['/@ada/1', '/@ada@other.example/1', '/users/ada/statuses/1', '/notice/1', '/@ada/1/'])(
  'the address %s names the toot',
  async (path) => {
    const { asked } = await repliesTo([], path);
    expect(asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(['GET /api/v1/statuses/1/context']);
  },
);

test.each(['https://blog.example/posts/hello', 'https://blog.example/', '1', 'javascript:/@ada/1'])(
  'the thread %s is no toot, and the page is told so',
  async (id) => {
    const query = { thread: { id }, sort: 'newest', limit: 25 } as const;
    await expect(mastodonBackend({ options: {} }).list(query)).rejects.toMatchObject({ code: 'misconfigured' });
  },
);

test('readers are sent to the toot to reply', async () => {
  const { backend, thread } = await repliesTo([]);
  expect(backend.replyAt!({ thread })).toEqual({ href: thread.id, name: 'Mastodon' });
});

test.each([
  ['a toot that is gone', 404, 'not-found'],
  ['a server that shows nothing to strangers', 401, 'unauthorized'],
  ['too many requests', 429, 'rate-limited'],
  ['a server that is down', 503, 'server'],
])('%s is an error by its code', async (_, code, expected) => {
  const listed = repliesTo((_, response) => refuse(response, code, { error: 'Words' }));
  await expect(listed).rejects.toMatchObject({ name: 'StarlingError', code: expected });
});

test.each([
  ['no list of replies', {}],
  ['a reply without id', context({ ...status('2', '1', '1'), id: null })],
])('%s is an error, not an empty thread', async (_, body) => {
  await expect(repliesTo(() => body)).rejects.toMatchObject({ name: 'StarlingError', code: 'server' });
});

test('a reply of wrong types is one without what is wrong', async () => {
  const hostile = { ...status('2', '1', '1'), account: 7, content: { a: 1 }, created_at: [], favourites_count: 'many' };
  const { page } = await repliesTo([hostile]);
  expect(page.comments).toMatchObject([{ id: '2', author: { name: '' }, html: '', votes: { up: 0 } }]);
});
