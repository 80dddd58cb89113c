/** How the comments of a file hang together, by the order in which they came. Small, as there may be millions. */
export interface FamilyTree {
  readonly size: number;
  /** False where there is one of this id already. */
  add(member: Member): boolean;
  /** Looks up every parent. What has none in the file, or is in a circle, becomes a root, and is told of. */
  settle(tell: (line: number, reason: string) => void): void;
  memberAt(index: number): { site: string; id: string };
  /** Of the comment that came as the `index`th, once settled. */
  parentOf(index: number): string | null;
  rootOf(index: number): string;
  /** Published descendants. */
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

export const familyTree = (): FamilyTree => {
  const indexes = new Map<string, number>();
  const ids: string[] = [];
  const lines: number[] = [];
  const threads: string[] = [];
  const published: boolean[] = [];
  const wanted: (string | null)[] = [];
  const parents: number[] = [];
  const roots: number[] = [];
  const descendants: number[] = [];

  const findParents = (tell: (line: number, reason: string) => void): void => {
    wanted.forEach((key, index) => {
      const parent = key === null ? none : (indexes.get(key) ?? none);
      const isElsewhere = parent !== none && threads[parent] !== threads[index];
      if (key !== null && parent === none) tell(lines[index]!, 'what it answers is not in the file: it becomes a root');
      else if (isElsewhere) tell(lines[index]!, 'what it answers is in another thread: it becomes a root');
      parents[index] = isElsewhere ? none : parent;
    });
  };

  /** Walks up from each comment to one whose root is known, or to the top; who meets their own way is in a circle. */
  const findRoots = (tell: (line: number, reason: string) => void): void => {
    const walks = new Int32Array(ids.length).fill(none);
    for (let index = 0; index < ids.length; index++) {
      const path: number[] = [];
      let at = index;
      while (roots[at] === undefined) {
        if (walks[at] === index) {
          tell(lines[at]!, 'it answers itself, by a circle of others: it becomes a root');
          parents[at] = none;
        }
        walks[at] = index;
        if (parents[at] === none) roots[at] = at;
        else {
          path.push(at);
          at = parents[at]!;
        }
      }
      // Last in, first out: in a circle the new root is on the path itself, and keeps its own.
      for (const each of path) roots[each] ??= roots[at]!;
    }
  };

  const countDescendants = (): void => {
    published.forEach((counts, index) => {
      descendants[index] ??= 0;
      if (!counts) return;
      for (let above = parents[index]!; above !== none; above = parents[above]!)
        descendants[above] = (descendants[above] ?? 0) + 1;
    });
  };

  return {
    get size() {
      return ids.length;
    },
    add: ({ line, site, thread, id, parent, published: isPublished }) => {
      const key = `${site}\0${id}`;
      if (indexes.has(key)) return false;
      indexes.set(key, ids.length);
      ids.push(id);
      lines.push(line);
      threads.push(`${site}\0${thread}`);
      published.push(isPublished);
      wanted.push(parent === null ? null : `${site}\0${parent}`);
      return true;
    },
    settle: (tell) => {
      findParents(tell);
      findRoots(tell);
      countDescendants();
      indexes.clear();
    },
    memberAt: (index) => ({ site: threads[index]!.slice(0, threads[index]!.indexOf('\0')), id: ids[index]! }),
    parentOf: (index) => (parents[index] === none ? null : ids[parents[index]!]!),
    rootOf: (index) => ids[roots[index]!]!,
    descendantsOf: (index) => descendants[index] ?? 0,
  };
};
