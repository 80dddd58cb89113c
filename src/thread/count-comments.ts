import { limits } from '../contract.js';
import { openBackend, type ThreadPlace } from './open-thread.js';

interface Waiting {
  place: ThreadPlace;
  /** The threads asked for, and who wants to know. */
  asked: Map<string, ((count: Promise<number>) => void)[]>;
}

const waiting = new Map<string, Waiting>();

/**
 * The number of published comments of a thread. What elements ask for in one go becomes one request a backend, and
 * site; a backend that can't count is asked for the first page instead.
 */
export function countComments(place: ThreadPlace): Promise<number> {
  const key = JSON.stringify([openBackend(place).key, place.site]);
  let group = waiting.get(key);
  if (!group) {
    waiting.set(key, (group = { place, asked: new Map() }));
    // A task later: by then all elements that arrived together have asked.
    setTimeout(() => {
      waiting.delete(key);
      void ask(group!);
    });
  }
  return new Promise((resolve) => {
    const { id } = place.thread;
    group.asked.set(id, [...(group.asked.get(id) ?? []), resolve]);
  });
}

async function ask({ place, asked }: Waiting): Promise<void> {
  const ids = [...asked.keys()];
  for (let start = 0; start < ids.length; start += limits.counts) {
    const threads = ids.slice(start, start + limits.counts);
    const counts = countThreads(place, threads);
    for (const id of threads) {
      for (const resolve of asked.get(id)!) resolve(counts.then((table) => table[id] ?? 0));
    }
  }
}

async function countThreads(place: ThreadPlace, threads: string[]): Promise<Record<string, number>> {
  const { site } = place;
  const backend = await openBackend(place).promise;
  if (backend.counts) return backend.counts({ site, threads });
  const pages = await Promise.all(
    threads.map((id) => backend.list({ site, thread: { id }, sort: 'newest', limit: 1 })),
  );
  return Object.fromEntries(threads.map((id, index) => [id, pages[index]!.total]));
}
