import type { Backend } from '../backend.js';
import { limits } from '../contract.js';
import { nameSource, openBackend, openThread, type ThreadSource } from './open-thread.js';

/** Of the threads' names in an address: proxies refuse addresses of 4 KiB and more, and server and site need room. */
const maxBytes = 3500;

interface Waiting {
  backend: () => Promise<Backend>;
  site?: string;
  /** The threads asked for, and who wants to know. */
  asked: Map<string, ((count: Promise<number>) => void)[]>;
}

const waiting = new Set<Waiting>();

export interface CountOptions {
  /** Ends the watch. */
  signal: AbortSignal;
  /** Asks even where the number is known. */
  anew: boolean;
}

/**
 * Calls back with the number of published comments of a thread, and whenever it changes. Where the thread is shown
 * on the page, its state has the number, else the backend is asked; rejects where that fails.
 */
export async function watchCount(
  source: ThreadSource,
  listener: (count: number) => void,
  { signal, anew }: CountOptions,
): Promise<void> {
  await nameSource(source);
  if (signal.aborted) return;
  const store = openThread(source);
  let isKnown = false;
  const tell = () => {
    if (isKnown || store.settings) listener(store.total);
  };
  signal.addEventListener('abort', store.subscribe(tell));
  tell();
  // A task later: what arrived together with the count has asked for its thread by then.
  await new Promise((resolve) => setTimeout(resolve));
  if (signal.aborted || !(anew || store.status === 'initial')) return;
  const count = await countComments(source);
  // What has come with the comments is newer.
  if (store.settings && !anew) return;
  isKnown = true;
  store.total = count;
  store.changed();
}

/** One number; what elements ask for in one go goes to the backend together. */
function countComments(source: ThreadSource): Promise<number> {
  const { backend } = openBackend(source);
  let group = [...waiting].find((each) => each.backend === backend && each.site === source.site);
  if (!group) {
    const made: Waiting = (group = { backend, site: source.site, asked: new Map() });
    waiting.add(made);
    setTimeout(() => {
      waiting.delete(made);
      void ask(made);
    });
  }
  return new Promise((resolve) => {
    const { id } = source.thread;
    group.asked.set(id, [...(group.asked.get(id) ?? []), resolve]);
  });
}

/** Each batch by itself: where one fails, the others show. */
async function ask({ backend: opening, site, asked }: Waiting): Promise<void> {
  const backend = await opening().catch(() => undefined);
  // A backend that can't count is asked for the first page of each.
  for (const threads of batches([...asked.keys()], backend?.counts ? limits.counts : 1)) {
    const counts = countThreads(opening, site, threads);
    for (const id of threads) {
      for (const resolve of asked.get(id)!) resolve(counts.then((table) => table[id] ?? 0));
    }
  }
}

function batches(threads: string[], most: number): string[][] {
  const all: string[][] = [];
  let room = 0;
  for (const id of threads) {
    const bytes = `&${new URLSearchParams({ thread: id })}`.length;
    const last = all.at(-1);
    if (last && last.length < most && bytes <= room) last.push(id);
    else all.push([id]);
    room = (last === all.at(-1) ? room : maxBytes) - bytes;
  }
  return all;
}

async function countThreads(
  opening: () => Promise<Backend>,
  site: string | undefined,
  threads: string[],
): Promise<Record<string, number>> {
  const backend = await opening();
  if (backend.counts) return backend.counts({ site, threads });
  const pages = await Promise.all(
    threads.map((id) => backend.list({ site, thread: { id }, sort: 'newest', limit: 1 })),
  );
  return Object.fromEntries(threads.map((id, index) => [id, pages[index]!.total]));
}
