import type { ThreadTarget, ThreadNews } from '../../backend.js';
import { nameThreadLazily } from '../../name-thread-lazily.js';
import type { Connection } from './connection.js';

const kinds = ['comment', 'removed', 'thread', 'reset'] as const;

/** Milliseconds before another try; each that fails doubles it. */
const firstPause = 2000;
const longestPause = 5 * 60_000;

/** Milliseconds after which a stream has lasted: one that is cut at once is one that fails. */
const lasting = 10_000;

/**
 * Follows a thread by the server's stream of events, until the returned function is called. A stream that is cut is
 * opened again where it ended; one that can't be had is tried ever more seldom, and nobody is told.
 */
export async function followEvents(
  { url, site }: Connection,
  { site: own = site, thread }: ThreadTarget,
  version: number | undefined,
  listener: (news: ThreadNews) => void,
): Promise<() => void> {
  const name = await nameThreadLazily(thread.id);
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout>;
  let pause = firstPause;
  let after = version;

  const open = (): void => {
    const query = new URLSearchParams({ thread: name });
    if (own) query.set('site', own);
    if (after !== undefined) query.set('after', `${after}`);
    const begin = Date.now();
    source = new EventSource(`${url}/api/v1/events?${query}`);
    for (const kind of kinds) {
      source.addEventListener(kind, ({ data, lastEventId }: MessageEvent<string>) => {
        if (lastEventId) after = Number(lastEventId);
        const news = read(data);
        if (news) listener({ kind, version: after, ...news } as ThreadNews);
      });
    }
    // The browser would go on asking every few seconds, and not at all after an answer that is none.
    source.onerror = () => {
      source.close();
      if (Date.now() - begin > lasting) pause = firstPause;
      timer = setTimeout(open, pause * (0.5 + Math.random()));
      pause = Math.min(pause * 2, longestPause);
    };
  };

  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** What whoever listens will find: a comment by its name, the rest as it is. */
function read(data: string): object | undefined {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || !value) return undefined;
    return 'html' in value ? { comment: value } : value;
  } catch {
    return undefined;
  }
}
