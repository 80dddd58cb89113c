import { expect } from '@open-wc/testing';
import { describe, test } from 'vitest';
import type { Comment } from '../../src/contract.js';
import { rowsOf } from '../../src/thread/branch.js';

const comment = (id: string, parent: string | null): Comment =>
  ({ id, parent, root: 'r', author: { name: id } }) as Comment;
const root = (...replies: Comment[]): Comment => ({ ...comment('r', null), replies });
const drawn = (of: Comment) => rowsOf(of).map(({ comment: { id }, depth }) => `${'-'.repeat(depth)}${id}`);

describe('the rows of a branch', () => {
  test('put each answer after what it answers', () => {
    expect(drawn(root(comment('a', 'r'), comment('b', 'r'), comment('c', 'a'), comment('d', 'c')))).to.eql([
      'r',
      '-a',
      '--c',
      '---d',
      '-b',
    ]);
  });

  test('put answers to a comment that is not there below the root', () => {
    expect(drawn(root(comment('a', 'gone')))).to.eql(['r', '-a']);
  });

  test('show every comment of a circle once', () => {
    const rows = drawn(root(comment('a', 'b'), comment('b', 'a'), comment('c', 'c'), comment('d', 'r')));
    expect(rows.map((row) => row.replace(/-/g, '')).sort()).to.eql(['a', 'b', 'c', 'd', 'r']);
  });

  test('show a comment that a backend sent twice once', () => {
    const twice = comment('a', 'r');
    expect(drawn(root(twice, twice))).to.eql(['r', '-a']);
  });

  test('go 10,000 deep', () => {
    const deep = Array.from({ length: 10_000 }, (_, index) => comment(`${index}`, index ? `${index - 1}` : 'r'));
    expect(rowsOf(root(...deep)).at(-1)!.depth).to.equal(10_000);
  });
});
