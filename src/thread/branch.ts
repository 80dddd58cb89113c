import type { Comment } from '../contract.js';

/** A comment with the answers to it. */
export interface Branch {
  comment: Comment;
  children: Branch[];
}

/**
 * The tree of a root and its flat descendants. Answers to a comment that is not there hang on the root,
 * and so do those that answer each other in a circle: whatever a backend sends, every comment stands in the
 * tree once.
 */
export function toBranch(root: Comment): Branch {
  const trunk: Branch = { comment: root, children: [] };
  const known = new Map([[root.id, trunk]]);
  for (const comment of root.replies ?? []) {
    if (!known.has(comment.id)) known.set(comment.id, { comment, children: [] });
  }
  const settled = new Set([trunk]);
  for (let branch of known.values()) {
    const path = new Set<Branch>();
    // Up to what is settled; a step onto the own path closes a circle, and ends at the root instead.
    while (!settled.has(branch)) {
      settled.add(branch);
      path.add(branch);
      const parent = known.get(branch.comment.parent!) ?? trunk;
      (path.has(parent) ? trunk : parent).children.push(branch);
      branch = parent;
    }
  }
  return trunk;
}

/** The root with an answer added, where it is of this branch. */
export function insertReply(root: Comment, reply: Comment): Comment {
  if (reply.root !== root.id) return root;
  const counts = reply.status === 'published' ? 1 : 0;
  return { ...root, replyCount: root.replyCount + counts, replies: [...(root.replies ?? []), reply] };
}

/** The root with one comment of its branch changed; the same object where that is not in it. */
export function replaceComment(root: Comment, id: string, change: Partial<Comment>): Comment {
  if (root.id === id) return { ...root, ...change };
  if (!root.replies?.some((reply) => reply.id === id)) return root;
  return { ...root, replies: root.replies.map((reply) => (reply.id === id ? { ...reply, ...change } : reply)) };
}
