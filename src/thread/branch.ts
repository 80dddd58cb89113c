import type { Comment } from '../contract.js';

/** A comment and its place in the branch of its root. */
export interface Row {
  comment: Comment;
  /** 0 for the root. */
  depth: number;
  /** The comment that it replies to. */
  parent?: Comment;
}

/**
 * A root and its flat list of descendants in reading order: each comment after the one it replies to, siblings in the
 * order of the backend.
 *
 * Replies to a missing comment, and replies that form a cycle, are placed below the root. So whatever a backend sends,
 * each comment appears exactly once. There is no recursion, because a branch may be 10,000 levels deep.
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
  // The comments that are left form cycles.
  for (const comment of left) walk({ comment, depth: 1, parent: root });
  return rows;
}
