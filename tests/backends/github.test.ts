import { describe, expect, test } from 'vitest';
import { githubBackend } from '../../src/backends/github/index.js';
import { escapeHtml } from '../../src/platform/escape-html.js';
import { refuse, standIn, type Route } from '../support/stand-in.js';
import { testReadOnly } from './read-only-contract.js';
import { comment, reactions, user } from '../stand-ins/github.js';

/** Pages as GitHub makes them, with the next one in the header Link. */
const paged =
  (comments: (path: string) => object[] | undefined): Route =>
  (url, response) => {
    const all = comments(url.pathname);
    if (!all) return refuse(response, 404, { message: 'Not Found', status: '404' });
    const [page, size] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page') ?? 30)];
    const next = new URL(url);
    next.searchParams.set('page', `${page + 1}`);
    if (all.length > page * size) response.setHeader('link', `<${next}>; rel="next", <${next}>; rel="last"`);
    else if (page > 1) response.setHeader('link', `<${url}>; rel="prev", <${url}>; rel="first"`);
    return all.slice((page - 1) * size, page * size);
  };

describe('the contract', () => {
  testReadOnly(
    async () => {
      const issues = new Map<string, object[]>();
      const { url } = await standIn(paged((path) => issues.get(path)));
      return {
        backend: () => githubBackend({ url, options: {} }),
        thread: () => {
          const number = issues.size + 1;
          issues.set(`/repos/ada/notes/issues/${number}/comments`, []);
          return { id: `https://github.com/ada/notes/issues/${number}` };
        },
        seed: ({ id }, seeds) => {
          const comments = seeds.map(({ author, body }, index) => {
            const time = `${new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString().slice(0, 19)}Z`;
            return comment(1000 + index, {
              user: user(author.name!),
              body_html: `<p dir="auto">${escapeHtml(body)}</p>`,
              created_at: time,
              updated_at: time,
              reactions: reactions(index % 3, index % 2),
            });
          });
          issues.set(`/repos${new URL(id).pathname}/comments`, comments);
        },
      };
    },
    { depth: 0 },
  );
});

const thread = { id: 'https://github.com/ada/notes/issues/1' };

const read = async (route: Route | object[], id = thread.id) => {
  const { url, asked } = await standIn(Array.isArray(route) ? paged(() => route) : route);
  const backend = githubBackend({ url, options: {} });
  return { page: await backend.list({ thread: { id }, sort: 'oldest', limit: 100 }), asked, backend };
};

test('a comment has its author, badge, thumbs and time of the edit', async () => {
  const { page } = await read([
    comment(5, {
      author_association: 'OWNER',
      reactions: reactions(3, 1),
      updated_at: '2026-01-03T00:00:00Z',
      pin: { pinned_at: '2026-01-03T00:00:00Z', pinned_by: user('ada') },
    }),
  ]);
  expect(page.comments).toMatchObject([
    {
      id: '5',
      author: { name: 'bob', url: 'https://github.com/bob', badge: 'owner' },
      createdAt: '2026-01-02T03:04:05.000Z',
      editedAt: '2026-01-03T00:00:00.000Z',
      votes: { up: 3, down: 1 },
      pinned: true,
    },
  ]);
});

test.each([
  ['MEMBER', 'moderator'],
  ['COLLABORATOR', 'moderator'],
  ['CONTRIBUTOR', undefined],
])('who is %s of the repository has the badge %s', async (author_association, badge) => {
  const { page } = await read([comment(5, { author_association })]);
  expect(page.comments[0]!.author.badge).toBe(badge);
});

test('a comment of an account that is gone has no name, and one that maintainers hid is not there', async () => {
  const { page } = await read([comment(5, { user: null }), comment(6, { minimized: { reason: 'spam' } })]);
  expect(page.comments.map(({ id, author }) => [id, author.name])).toEqual([['5', '']]);
  expect(page.total).toBe(1);
});

test('all pages are read, as HTML and without anything that would cost a preflight', async () => {
  const all = Array.from({ length: 201 }, (_, index) => comment(index + 1));
  const { page, asked } = await read(all);
  expect(page.total).toBe(201);
  expect(asked.map(({ url }) => url.search)).toEqual([1, 2, 3].map((number) => `?per_page=100&page=${number}`));
  expect(asked.map(({ headers }) => headers.accept)).toEqual(Array(3).fill('application/vnd.github.html+json'));
  expect(asked[0]!.headers.authorization).toBeUndefined();
});

test('a repository that was renamed is followed', async () => {
  const { page } = await read(({ pathname, search }, response) =>
    pathname.startsWith('/repos/')
      ? refuse(
          response,
          301,
          { message: 'Moved Permanently' },
          { location: `/repositories/7/issues/1/comments${search}` },
        )
      : [comment(5)],
  );
  expect(page.comments).toMatchObject([{ id: '5' }]);
});

test('pages without end come to an end', async () => {
  const { asked } = await read(({ searchParams }, response) => {
    response.setHeader('link', '<https://evil.example/more>; rel="next"');
    return [comment(Number(searchParams.get('page')))];
  });
  expect(asked).toHaveLength(30);
});

test('what GitHub says by elements of its own stays as text', async () => {
  const { page } = await read([
    comment(5, {
      body_html:
        '<p>Done <g-emoji class="g-emoji" alias="tada">🎉</g-emoji> <img class="emoji" title=":octocat:" alt=":octocat:" src="https://github.githubassets.com/images/icons/emoji/octocat.png" height="20"></p>' +
        '<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" id="" disabled="" class="task-list-item-checkbox" checked=""> one</li>' +
        '<li class="task-list-item"><input type="checkbox" id="" disabled="" class="task-list-item-checkbox"> two</li></ul>' +
        '<markdown-accessiblity-table><table><tr><td>1</td></tr></table></markdown-accessiblity-table>',
    }),
  ]);
  expect(page.comments[0]!.html).toBe(
    '<p>Done 🎉 :octocat:</p><ul class="contains-task-list"><li class="task-list-item">☑ one</li>' +
      '<li class="task-list-item">☐ two</li></ul><table><tr><td>1</td></tr></table>',
  );
});

test('a pull request is an issue too', async () => {
  const { asked } = await read([], 'https://github.com/ada/notes.js/pull/12');
  expect(asked[0]!.url.pathname).toBe('/repos/ada/notes.js/issues/12/comments');
});

test.each([
  'https://github.com/ada/notes/discussions/4',
  'https://github.com/ada/notes',
  'https://blog.example/post',
  'https://github.com/ada/notes/issues/1/../../../../user',
])('the thread %s is no issue, and the page is told so', async (id) => {
  await expect(read([], id)).rejects.toMatchObject({ code: 'misconfigured' });
});

test('readers are sent to the issue to reply', async () => {
  const { backend } = await read([]);
  expect(backend.replyAt!({ thread })).toEqual({ href: thread.id, name: 'GitHub' });
});

test('a reader without requests left is told when there are some again', async () => {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${Math.floor(Date.now() / 1000) + 120}` };
  const body = { message: "API rate limit exceeded for 203.0.113.1. (But here's the good news…)" };
  const error = await read((_, response) => refuse(response, 403, body, headers)).catch((cause) => cause);
  expect(error).toMatchObject({ name: 'StarlingError', code: 'rate-limited' });
  expect(error.retryAfter).toBeGreaterThan(100);
  expect(error.retryAfter).toBeLessThanOrEqual(121);
});

test.each([
  ['a secondary rate limit', 403, 'You have exceeded a secondary rate limit.', 'rate-limited'],
  ['a repository that was taken down', 451, 'Repository access blocked', 'server'],
  ['an issue that was deleted', 410, 'This issue was deleted', 'not-found'],
  ['a private repository', 404, 'Not Found', 'not-found'],
  ['a refusal', 403, 'Resource not accessible', 'forbidden'],
])('%s is an error by its code', async (_, status, message, code) => {
  await expect(read((_, response) => refuse(response, status, { message }))).rejects.toMatchObject({ code });
});
