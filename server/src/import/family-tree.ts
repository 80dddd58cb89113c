import { numberList, textNumbers } from './text-numbers.js';

/**
 * The parents and children of a file's comments, by their order in the file. It uses little memory, as there may be
 * millions.
 */
export interface FamilyTree {
  readonly size: number;
  /** Returns false if this id was already added. */
  add(member: Member): boolean;
  /**
   * Looks up every parent. A comment whose parent is not in the file, or that is in a cycle, becomes a root, and is
   * reported.
   */
  settle(tell: (line: number, reason: string) => void): void;
  memberAt(index: number): { site: string; id: string };
  /** The parent of the comment that was added as the `index`th; valid after `settle`. */
  parentOf(index: number): string | null;
  rootOf(index: number): string;
  /** The number of published descendants. */
  descendantsOf(index: number): number;
}

export interface Member {
  line: number;
  site: string;
  thread: string;
  id: string;
  parent: string | null;
  published: boolean;
}

const none = -1;

/** Stores only numbers: each comment that occurs, as itself or as a parent, is a node of about a hundred bytes. */
export const familyTree = (): FamilyTree => {
  const nodes = textNumbers();
  const threads = textNumbers();
  /** The nodes of the added comments, in their order. */
  const order = numberList(none);
  let size = 0;
  /** By node. A node without a line occurs only as a parent. */
  const lines = numberList(none);
  const threadOf = numberList(none);
  const published = numberList(0);
  const parents = numberList(none);
  const roots = numberList(none);
  const descendants = numberList(0);

  const eachNode = (work: (node: number) => void): void => {
    for (let index = 0; index < size; index++) work(order.at(index));
  };

  const findParents = (tell: (line: number, reason: string) => void): void =>
    eachNode((node) => {
      const parent = parents.at(node);
      if (parent === none) return;
      const isThere = lines.at(parent) !== none;
      if (isThere && threadOf.at(parent) === threadOf.at(node)) return;
      tell(
        lines.at(node),
        `what it answers is ${isThere ? 'in another thread' : 'not in the file'}: it becomes a root`,
      );
      parents.set(node, none);
    });

  /** Walks up from each comment to one whose root is known, or to the top. A walk that meets itself is in a cycle. */
  const findRoots = (tell: (line: number, reason: string) => void): void => {
    const walks = numberList(none);
    eachNode((node) => {
      const path: number[] = [];
      let at = node;
      while (roots.at(at) === none) {
        if (walks.at(at) === node) {
          tell(lines.at(at), 'it answers itself, by a circle of others: it becomes a root');
          parents.set(at, none);
        }
        walks.set(at, node);
        if (parents.at(at) === none) roots.set(at, at);
        else {
          path.push(at);
          at = parents.at(at);
        }
      }
      // In reverse order: in a cycle the new root is itself on the path, and must keep its own root.
      for (const each of path) if (roots.at(each) === none) roots.set(each, roots.at(at));
    });
  };

  const countDescendants = (): void =>
    eachNode((node) => {
      if (published.at(node) === 0) return;
      for (let above = parents.at(node); above !== none; above = parents.at(above))
        descendants.set(above, descendants.at(above) + 1);
    });

  const memberOf = (node: number): { site: string; id: string } => {
    const text = nodes.textOf(node);
    const end = text.indexOf('\0');
    return { site: text.slice(0, end), id: text.slice(end + 1) };
  };

  return {
    get size() {
      return size;
    },
    add: ({ line, site, thread, id, parent, published: isPublished }) => {
      const node = nodes.numberOf(`${site}\0${id}`);
      if (lines.at(node) !== none) return false;
      order.set(size++, node);
      lines.set(node, line);
      threadOf.set(node, threads.numberOf(`${site}\0${thread}`));
      published.set(node, isPublished ? 1 : 0);
      parents.set(node, parent === null ? none : nodes.numberOf(`${site}\0${parent}`));
      return true;
    },
    settle: (tell) => {
      findParents(tell);
      findRoots(tell);
      countDescendants();
    },
    memberAt: (index) => memberOf(order.at(index)),
    parentOf: (index) => {
      const parent = parents.at(order.at(index));
      return parent === none ? null : memberOf(parent).id;
    },
    rootOf: (index) => memberOf(roots.at(order.at(index))).id,
    descendantsOf: (index) => descendants.at(order.at(index)),
  };
};
