import type { Backend } from '../backend.js';
import { limits } from '../contract.js';
import { openBackend, type ThreadSource } from './open-thread.js';

interface Waiting {
  backend: Promise<Backend>;
  site?: string;
  /** The threads asked for, and who wants to know. */
  asked: Map<string, ((count: Promise<number>) => void)[]>;
}

const waiting = new Set<Waiting>();

/**
 * The number of published comments of a thread. What elements ask for in one go becomes one request a backend, and
 * site; a backend that can't count is asked for the first page instead.
 */
export function countComments(source: ThreadSource): Promise<number> {
  const { backend } = openBackend(source);
  let group = [...waiting].find((each) => each.backend === backend && each.site === source.site);
  if (!group) {
    const made: Waiting = (group = { backend, site: source.site, asked: new Map() });
    waiting.add(made);
    // A task later: by then all elements that arrived together have asked.
    setTimeout(() => {
      waiting.delete(made);
      ask(made);
    });
  }
  return new Promise((resolve) => {
    const { id } = source.thread;
    group.asked.set(id, [...(group.asked.get(id) ?? []), resolve]);
  });
}

function ask({ backend, site, asked }: Waiting): void {
  const ids = [...asked.keys()];
  for (let start = 0; start < ids.length; start += limits.counts) {
    const threads = ids.slice(start, start + limits.counts);
    const counts = countThreads(backend, site, threads);
    for (const id of threads) {
      for (const resolve of asked.get(id)!) resolve(counts.then((table) => table[id] ?? 0));
    }
  }
}

async function countThreads(
  opening: Promise<Backend>,
  site: string | undefined,
  threads: string[],
): Promise<Record<string, number>> {
  const backend = await opening;
  if (backend.counts) return backend.counts({ site, threads });
  const pages = await Promise.all(
    threads.map((id) => backend.list({ site, thread: { id }, sort: 'newest', limit: 1 })),
  );
  return Object.fromEntries(threads.map((id, index) => [id, pages[index]!.total]));
}
