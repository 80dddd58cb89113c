import type { Comment } from '../contract.js';

/** A comment in its place below its root. */
export interface Row {
  comment: Comment;
  /** 0 for the root. */
  depth: number;
  /** What it answers. */
  parent?: Comment;
}

/**
 * A root and its flat descendants in reading order: each after what it answers, siblings as the backend sent them.
 *
 * Answers to a comment that is not there, and those that answer each other in a circle, stand below the root: whatever
 * a backend sends, each comment is there once. No recursion: a branch may be 10,000 deep.
 */
export function rowsOf(root: Comment): Row[] {
  const left = new Set(root.replies);
  const known = new Set([root, ...left].map(({ id }) => id));
  const children = Map.groupBy(left, ({ parent }) => (known.has(parent!) ? parent : root.id));
  const rows: Row[] = [];
  const walk = (start: Row) => {
    for (let stack = [start], row; (row = stack.pop());) {
      const { comment, depth } = row;
      if (comment !== root && !left.delete(comment)) continue;
      rows.push(row);
      for (const child of (children.get(comment.id) ?? []).reverse()) {
        stack.push({ comment: child, depth: depth + 1, parent: comment });
      }
    }
  };
  walk({ comment: root, depth: 0 });
  // What is left hangs together in circles.
  for (const comment of left) walk({ comment, depth: 1, parent: root });
  return rows;
}
