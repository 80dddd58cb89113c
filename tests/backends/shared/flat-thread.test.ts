import { expect, test } from 'vitest';
import type { Comment } from '../../../src/contract.js';
import { branchTo, countPublished, pageOfRoots, toRoots } from '../../../src/backends/shared/flat-thread.js';
import { reply } from '../../../src/backends/shared/shape.js';
import { toTombstone } from '../../../src/backends/shared/tombstone.js';

/** A comment of the minute that its place in the list says. */
const list = (...comments: (Partial<Comment> & { id: string })[]): Comment[] =>
  comments.map((comment, minute) =>
    reply({ status: 'published', createdAt: new Date(minute * 60_000).toISOString(), ...comment }),
  );
/** Each root with its replies, and how many it counts. */
const outline = (roots: Comment[]) =>
  roots.map(({ id, replies, replyCount }) =>
    `${id} ${replyCount}: ${replies!.map((each) => each.id).join(' ')}`.trim(),
  );

test('replies stand below their root, oldest first, and count in all that stands above them', () => {
  const roots = toRoots(
    list({ id: 'b' }, { id: 'a' }, { id: 'a1', parent: 'a' }, { id: 'b1', parent: 'b' }, { id: 'a2', parent: 'a1' }),
  );
  expect(outline(roots)).toEqual(['b 1: b1', 'a 2: a1 a2']);
  expect(roots[1]!.replies!.map(({ root, parent, replyCount }) => [root, parent, replyCount])).toEqual([
    ['a', 'a', 1],
    ['a', 'a1', 0],
  ]);
});

test('what answers a comment that is not there stands below its root, or is one', () => {
  const roots = toRoots(
    list({ id: 'a' }, { id: 'lost', parent: 'x', root: 'a' }, { id: 'alone', parent: 'x', root: 'y' }),
  );
  expect(outline(roots)).toEqual(['a 1: lost', 'alone 0:']);
  expect(roots.map(({ id, parent, root }) => [id, parent, root])).toEqual([
    ['a', null, 'a'],
    ['alone', null, 'alone'],
  ]);
});

test('of those that answer each other in a circle the oldest is the root', () => {
  const circle = list(
    { id: 'a', parent: 'c' },
    { id: 'b', parent: 'a' },
    { id: 'c', parent: 'b' },
    { id: 'd', parent: 'd' },
  );
  expect(outline(toRoots(circle)).sort()).toEqual(['a 2: b c', 'd 0:']);
});

test('a comment that is sent twice is there once', () => {
  expect(outline(toRoots(list({ id: 'a' }, { id: 'a' }, { id: 'b', parent: 'a' }, { id: 'b', parent: 'a' })))).toEqual([
    'a 1: b',
  ]);
});

test('a branch may be 10,000 deep', () => {
  const deep = Array.from({ length: 10_000 }, (_, index) => ({
    id: `${index}`,
    parent: index ? `${index - 1}` : null,
  }));
  const [root] = toRoots(list(...deep));
  expect([root!.replyCount, root!.replies!.length]).toEqual([9_999, 9_999]);
  expect(branchTo([root!], '9999').path).toHaveLength(9_999);
});

test('deleted comments stay where something published hangs below them', () => {
  const [a, b, c, d] = list({ id: 'a' }, { id: 'b', parent: 'a' }, { id: 'c', parent: 'b' }, { id: 'd', parent: 'a' });
  expect(outline(toRoots([toTombstone(a!), toTombstone(b!), c!, toTombstone(d!)]))).toEqual(['a 1: b c']);
  expect(toRoots([toTombstone(a!), toTombstone(b!)])).toEqual([]);
});

test('comments that wait do not count', () => {
  const roots = toRoots(list({ id: 'a' }, { id: 'b', parent: 'a', status: 'pending' }, { id: 'c', status: 'pending' }));
  expect([outline(roots), countPublished(roots)]).toEqual([['a 0: b', 'c 0:'], 1]);
});

test('pages follow each other while comments arrive and go', () => {
  const first = list({ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }, { id: 'e' });
  const query = { sort: 'newest', limit: 2 } as const;
  const page = pageOfRoots(toRoots(first), query);
  const later = list({ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'x' }, { id: 'e' }, { id: 'new' });
  const rest = pageOfRoots(toRoots(later), { ...query, cursor: page.next! });
  expect([page, rest].map(({ comments }) => comments.map(({ id }) => id))).toEqual([
    ['e', 'd'],
    ['c', 'b'],
  ]);
  expect(() => pageOfRoots([], { ...query, cursor: 'nonsense' })).toThrow(expect.objectContaining({ code: 'invalid' }));
});

test('a comment that is not in the thread has no branch', () => {
  expect(() => branchTo(toRoots(list({ id: 'a' })), 'b')).toThrow(expect.objectContaining({ code: 'not-found' }));
});
