import type { Backend } from '../backend.js';
import { limits } from '../contract.js';
import { nameSource, openBackend, openThread, type ThreadSource } from './open-thread.js';

/**
 * Maximum bytes for the names of threads in one address. Proxies refuse addresses of 4 KiB and more, and the server's
 * address and the site need room too.
 */
const maxBytes = 3500;

interface Waiting {
  backend: () => Promise<Backend>;
  site?: string;
  /** The threads asked for, and the callbacks that wait for their counts. */
  asked: Map<string, ((count: Promise<number>) => void)[]>;
}

const waiting = new Set<Waiting>();

export interface CountOptions {
  /** Stops the callbacks. */
  signal: AbortSignal;
  /** Whether to ask the backend even if the number is known. */
  anew: boolean;
}

/**
 * Calls back with the number of published comments of a thread, and again whenever it changes. If the thread is shown
 * on the page, the number comes from its state, else from the backend; rejects if that request fails.
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
  // Wait for one task: elements that were added together with the count have started to load their thread by then.
  await new Promise((resolve) => setTimeout(resolve));
  if (signal.aborted || !(anew || store.status === 'initial')) return;
  const count = await countComments(source);
  // The comments have loaded meanwhile, and their number is newer.
  if (store.settings && !anew) return;
  isKnown = true;
  store.total = count;
  store.changed();
}

/** The number of one thread's comments. What elements ask for in the same task goes to the backend in one request. */
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

/** Asks for each batch separately: if one request fails, the other counts still show. */
async function ask({ backend: opening, site, asked }: Waiting): Promise<void> {
  const backend = await opening().catch(() => undefined);
  // Without `counts`, the backend is asked for a first page of each thread.
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
