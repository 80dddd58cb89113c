import type { Branch, Comment, Page } from '../../contract.js';
import type { ListQuery } from '../../backend.js';
import { limits } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { compareKeys, fromCursor, sortKey, toCursor, type SortKey } from './root-order.js';

/*
 * For servers that return a thread as one flat list: builds the tree and adds the paging that they lack. Comments only
 * need `parent`; `root` helps if a parent is not in the list.
 */

/**
 * The roots of a flat list, in its order, each with all its descendants as `replies`, oldest first, and counted.
 *
 * Whatever a server sends, each comment appears exactly once. A reply to a comment that is not in the list is placed
 * below its `root`, or becomes a root itself; so does the oldest comment of a cycle. Deleted comments stay only if
 * something published is below them. There is no recursion, because a branch may be 10,000 levels deep.
 */
export const toRoots = (comments: readonly Comment[]): Comment[] => {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const parentOf = ({ id, parent, root }: Comment): string | null =>
    [parent, root].find((above) => above && above !== id && byId.has(above)) ?? null;
  const children = Map.groupBy([...byId.values()].sort(compareAge), parentOf);
  const placed = new Set<string>();

  /** A comment and all comments below it, each after the one that it replies to. */
  const branch = (start: Comment): Comment => {
    const root: Comment = { ...start, parent: null, root: start.id, replyCount: 0 };
    const rows: { comment: Comment; above?: Comment }[] = [{ comment: root }];
    placed.add(root.id);
    for (const { comment } of rows) {
      for (const child of children.get(comment.id) ?? []) {
        if (placed.has(child.id)) continue;
        placed.add(child.id);
        const reply: Comment = { ...child, parent: comment.id, root: root.id, rating: null, replyCount: 0 };
        rows.push({ comment: reply, above: comment });
      }
    }
    for (const { comment, above } of rows.toReversed())
      if (above) above.replyCount += comment.replyCount + Number(comment.status === 'published');
    const replies = rows.slice(1).map(({ comment }) => comment);
    return { ...root, replies: replies.filter(isPublic).sort(compareAge), repliesNext: null };
  };

  const isRoot = (comment: Comment) => parentOf(comment) === null;
  const roots = [...byId.values()].filter(isRoot).map(branch);
  // The comments that are left form cycles.
  for (const comment of [...byId.values()].sort(compareAge)) if (!placed.has(comment.id)) roots.push(branch(comment));
  return roots.filter(isPublic);
};

/** The number of published comments and replies. */
export const countPublished = (roots: readonly Comment[]): number =>
  roots.reduce((sum, { status, replyCount }) => sum + replyCount + Number(status === 'published'), 0);

/** A page of roots from a whole thread, which is sorted here. The cursor contains the key of the last root seen. */
export const pageOfRoots = (
  roots: readonly Comment[],
  { sort, limit, cursor, rating }: Pick<ListQuery, 'sort' | 'limit' | 'cursor' | 'rating'>,
): Pick<Page, 'comments' | 'next'> => {
  if (!(limit >= 1 && limit <= limits.pageSize))
    throw new StarlingError('invalid', 'limit', { fields: { limit: `1 to ${limits.pageSize}.` } });
  const after = fromCursor(sort, cursor);
  const placed = keyed(roots, sort)
    .filter(({ comment }) => !rating || comment.rating === rating)
    .sort((a, b) => compareKeys(a.key, b.key));
  const pinned = after ? [] : placed.filter(({ comment }) => comment.pinned);
  const rest = placed.filter(({ comment, key }) => !comment.pinned && (!after || compareKeys(after, key) < 0));
  const page = rest.slice(0, limit);
  return {
    comments: [...pinned, ...page].map(({ comment }) => comment),
    next: rest.length > limit ? toCursor(sort, page.at(-1)!.key) : null,
  };
};

/**
 * A comment of a whole thread, with all comments above it.
 *
 * @throws StarlingError `not-found`
 */
export const branchTo = (roots: readonly Comment[], id: string): Branch => {
  const root = roots.find((each) => each.id === id || each.replies?.some((reply) => reply.id === id));
  if (!root) throw new StarlingError('not-found', 'There is no such comment.');
  const byId = new Map(root.replies?.map((reply) => [reply.id, reply]));
  const path: Comment[] = [];
  for (let at = byId.get(id); at; at = byId.get(at.parent!)) path.unshift(at);
  return { root, path };
};

const isPublic = ({ status, replyCount }: Comment): boolean => status !== 'deleted' || replyCount > 0;

/**
 * Negative if `a` is older. At the same time, the smaller id counts as older; numbers in ids are compared as numbers.
 */
const compareAge = (a: Comment, b: Comment): number =>
  Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.id.localeCompare(b.id, 'en', { numeric: true });

const keyed = (roots: readonly Comment[], sort: ListQuery['sort']): { comment: Comment; key: SortKey }[] => {
  const moments = new Map<number, number>();
  return roots.toSorted(compareAge).map((comment) => {
    const createdAt = Date.parse(comment.createdAt);
    // Numbered among the comments of the same time, so that a comment approved later changes no other comment's key.
    const number = moments.get(createdAt) ?? 0;
    moments.set(createdAt, number + 1);
    return { comment, key: sortKey(sort, { ...comment, createdAt }, number) };
  });
};
