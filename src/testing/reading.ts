import type { Comment, Sort } from '../contract.js';
import { sorts } from '../contract.js';
import { aborted, ensure, same } from './assert.js';
import type { Fixture } from './fixture.js';
import { checkPage } from './shapes.js';

export const reading: Record<string, (fixture: Fixture) => Promise<void>> = {
  'a thread that nobody wrote to is an empty page with its settings': async ({ backend, target }) => {
    const page = await backend.list({ ...target, sort: 'newest', limit: 25 });
    checkPage(page, true);
    same(page.comments, [], 'comments');
    same(page.next, null, 'next');
    same(page.total, 0, 'total');
    same(page.summary?.count ?? 0, 0, 'summary.count');
  },

  'pages have the shapes of the contract': async ({ backend, target, settings, setup, populate }) => {
    const rating = settings.ratings === 'off' ? undefined : 4;
    const size = setup.pageSize ?? 1;
    await populate({ body: 'First', rating }, ...Array.from({ length: size }, (_, index) => `Another ${index}`));
    const query = { ...target, sort: 'newest', limit: size } as const;
    const first = await backend.list(query);
    checkPage(first, true);
    ensure(first.next, 'there is a next page');
    checkPage(await backend.list({ ...query, cursor: first.next }), false);
  },

  'a comment is listed with its author, text and time': async ({ populate, root, setup }) => {
    await populate({ body: 'A first comment', author: { name: 'Grace Hopper', email: 'grace@example.org' } });
    const comment = await root('A first comment');
    if (!setup.author) same(comment.author.name, 'Grace Hopper', 'author.name');
    same([comment.parent, comment.status, comment.editedAt], [null, 'published', null], 'parent, status, editedAt');
    ensure(Date.parse(comment.createdAt) <= Date.now() + 60_000, 'createdAt is not in the future');
  },

  'characters of markup in plain text stay text': async ({ populate, root }) => {
    await populate('Text that holds 1 < 2 & 3 — 🐦 as it is');
    const { html } = await root('Text that holds');
    ensure(html.includes('1 &lt; 2 &amp; 3 — 🐦 as it is'), `the text is escaped, not ${html}`);
  },

  'threads do not see each other’s comments': async ({ backend, target, setup, populate }) => {
    const other = (await setup.thread?.()) ?? { id: `${target.thread.id}/other` };
    await populate('Only here');
    const page = await backend.list({ ...target, thread: other, sort: 'newest', limit: 25 });
    same([page.comments, page.total], [[], 0], 'comments and total of the other thread');
  },

  'replies know what they answer, and their root counts them': async (fixture) => {
    const { populate, root } = fixture;
    const nested = needsReplies(fixture) > 1;
    await populate('Trunk', { body: 'Branch', parent: 0 }, { body: 'Twig', parent: nested ? 1 : 0 }, 'Other trunk');
    const trunk = await root('Trunk');
    const replies = await allReplies(fixture, trunk);
    const [branch, twig] = ['Branch', 'Twig'].map((text) => replies.find(({ html }) => html.includes(text)));
    ensure(branch && twig, 'both replies are listed');
    same([branch.parent, branch.root], [trunk.id, trunk.id], 'parent and root of the reply');
    same([twig.parent, twig.root], [nested ? branch.id : trunk.id, trunk.id], 'parent and root of its reply');
    same([trunk.parent, trunk.root, trunk.replyCount], [null, trunk.id, 2], 'parent, root and replyCount of the root');
    if (nested) same([branch.replyCount, twig.replyCount], [1, 0], 'replyCount of the replies');
    same((await root('Other trunk')).replyCount, 0, 'replyCount of the other root');
  },

  'all replies are reached once, oldest first': async (fixture) => {
    needsReplies(fixture);
    const texts = Array.from({ length: longerThanPages }, (_, index) => `Reply ${index}.`);
    await fixture.populate('Question', ...texts.map((body) => ({ body, parent: 0 })));
    const replies = await allReplies(fixture, await fixture.root('Question'));
    same(replies.map(textOf), texts, 'replies');
  },

  'a thread longer than a page of any server is there as a whole': async ({ all, populate }) => {
    const texts = Array.from({ length: longerThanPages }, (_, index) => `Comment ${index}.`);
    await populate(...texts);
    same((await all()).map(textOf).sort(), texts.sort(), 'comments');
  },

  'a thread has one name, by which it is the same thread': async ({ backend, needs, populate, target, all }) => {
    const { threadId } = needs('threadId');
    for (const text of [target.thread.id, ...pageNames])
      same(threadId(threadId(text)), threadId(text), 'name of a name');
    await populate('Named');
    const { thread, ...place } = target;
    const named = { ...place, thread: { ...thread, id: threadId(thread.id) } };
    const { comments } = await backend.list({ ...named, sort: 'newest', limit: 25 });
    same(
      comments.map(({ id }) => id),
      (await all()).map(({ id }) => id),
      'comments by the name of the thread',
    );
    const threads = [...new Set([thread.id, named.thread.id])];
    const counts = await backend.counts?.({ ...place, threads });
    if (counts) same(counts, Object.fromEntries(threads.map((id) => [id, 1])), 'counts, by the ids as asked');
  },

  'the total counts comments and replies': async (fixture) => {
    const { backend, target, setup, populate } = fixture;
    if (setup.depth === 0) await populate('One', 'Two');
    else await populate('One', { body: 'Two', parent: 0 });
    same((await backend.list({ ...target, sort: 'newest', limit: 25 })).total, 2, 'total');
  },

  'a page holds as many roots as it was asked for': async ({ backend, target, setup, populate, skip }) => {
    if (setup.pageSize) skip('the server chooses the size');
    await populate('One', 'Two', 'Three');
    const page = await backend.list({ ...target, sort: 'newest', limit: 2 });
    same(page.comments.length, 2, 'comments');
    const rest = await backend.list({ ...target, sort: 'newest', limit: 2, cursor: page.next! });
    same([rest.comments.length, rest.next], [1, null], 'comments and next of the last page');
  },

  ...Object.fromEntries(
    sorts.map((sort) => [
      `pages sorted by ${sort} have no doubles and no gaps while comments arrive`,
      (fixture: Fixture) => checkPaging(fixture, sort),
    ]),
  ),

  ...Object.fromEntries(
    (['newest', 'oldest'] as const).map((sort) => [
      `${sort} comes first where sorted by ${sort}`,
      async (fixture: Fixture) => {
        needsSort(fixture, sort);
        const texts = ['One', 'Two', 'Three'];
        await fixture.populate(...texts);
        same((await fixture.all({ sort })).map(textOf), sort === 'oldest' ? texts : texts.reverse(), 'order');
      },
    ]),
  ),

  ...Object.fromEntries(
    (['highest', 'lowest'] as const).map((sort) => [
      `the ${sort} rating comes first where sorted by ${sort}, comments without rating last`,
      async (fixture: Fixture) => {
        needsSort(fixture, sort);
        fixture.needsRatings();
        const unrated = fixture.settings.ratings === 'required' ? [] : ['Unrated'];
        await fixture.populate(...unrated, rated(2), rated(5), rated(1));
        const order = (await fixture.all({ sort })).map(({ rating }) => rating);
        const expected = sort === 'highest' ? [5, 2, 1] : [1, 2, 5];
        same(order, [...expected, ...unrated.map(() => null)], 'order of the ratings');
      },
    ]),
  ),

  'a filter by stars gives only roots with that many, and the total of all': async (fixture) => {
    const { backend, target, needsRatings, populate } = fixture;
    needsRatings();
    await populate(rated(5), rated(3), rated(5));
    const page = await backend.list({ ...target, sort: 'newest', limit: 25, rating: 5 });
    same(
      page.comments.map(({ rating }) => rating),
      [5, 5],
      'ratings',
    );
    same(page.total, 3, 'total');
  },

  'the summary is the mean, number and distribution of the ratings': async (fixture) => {
    const { backend, target, setup, needsRatings, populate, skip } = fixture;
    needsRatings();
    if (setup.oneVisitor) skip('all are one visitor');
    await populate(rated(5), rated(2), rated(2));
    const { summary } = await backend.list({ ...target, sort: 'newest', limit: 25 });
    same(summary, { average: 3, count: 3, distribution: { 1: 0, 2: 2, 3: 0, 4: 0, 5: 1 } }, 'summary');
  },

  'an aborted list rejects with an AbortError': async ({ backend, target }) => {
    const query = { ...target, sort: 'newest', limit: 25 } as const;
    await aborted(() => backend.list(query, { signal: AbortSignal.abort() }));
  },
};

/** More than a server sends where nobody says how many. */
const longerThanPages = 30;

/** What pages may call a thread. */
const pageNames = [
  'http://user@Example.ORG:80/a//b/index.html?b=2&a=%7e&utm_source=x#top',
  'https://example.org/%E4%BD%A0%2541/',
  '/a/b/',
  '//example.org/a/',
  'post 7?#',
];

const rated = (rating: 1 | 2 | 3 | 4 | 5) => ({ body: `${rating} stars`, rating });

const needsReplies = ({ setup: { depth = Infinity }, skip }: Fixture): number =>
  depth === 0 ? skip('comments can’t be answered') : depth;

const needsSort = ({ backend, skip }: Fixture, sort: Sort): void => {
  if (backend.sorts && !backend.sorts.includes(sort)) skip(`${backend.name} can’t sort by ${sort}`);
};

const textOf = ({ html }: Comment): string => html.replace(/<[^>]*>/g, '').trim();

const allReplies = async ({ backend, target, setup }: Fixture, root: Comment): Promise<Comment[]> => {
  const replies = [...(root.replies ?? [])];
  let cursor = root.repliesNext;
  for (let pages = 0; cursor && pages < 100; pages++) {
    ensure(backend.replies, 'a backend without replies() gives all of them inline');
    const query = { ...target, parent: root.id, limit: setup.pageSize ?? 2, cursor };
    const page = await backend.replies(query);
    checkPage(page, false);
    replies.push(...page.comments);
    cursor = page.next;
  }
  return replies;
};

const checkPaging = async (fixture: Fixture, sort: Sort): Promise<void> => {
  const { setup, populate, all, settings } = fixture;
  needsSort(fixture, sort);
  const limit = setup.pageSize ?? 2;
  const texts = Array.from({ length: 2 * limit + 1 }, (_, index) => `Early ${index}.`);
  // Alike and unlike ranks, so that a page ends between two that only their times part.
  const ratings = settings.ratings === 'off' ? [undefined] : ([4, undefined, 4, 2, 4] as const);
  await populate(...texts.map((body, index) => ({ body, rating: ratings[index % ratings.length] })));
  let late = 0;
  // What only reads, or is seeded as a whole, stands still.
  const arrive = async () => void (!setup.seed && (await populate(`Late ${late++}.`)));
  const comments = await all({ sort, limit }, arrive);
  same(new Set(comments.map(({ id }) => id)).size, comments.length, 'number of different comments');
  const early = comments.map(textOf).filter((text) => texts.includes(text));
  same(early.sort(), texts.sort(), 'comments that were there before the first page');
};
