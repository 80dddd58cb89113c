import type { ThreadTarget, ThreadNews } from '../../backend.js';
import { nameThreadLazily } from '../../name-thread-lazily.js';
import type { Connection } from './connection.js';

const kinds = ['comment', 'removed', 'thread', 'reset'] as const;

/** Milliseconds before the next attempt. Each failed attempt doubles the pause. */
const firstPause = 2000;
const longestPause = 5 * 60_000;

/** Milliseconds after which a stream counts as successful. One that is cut off earlier counts as failed. */
const lasting = 10_000;

/**
 * Follows a thread through the server's event stream, until the returned function is called. A stream that is cut off
 * is reopened where it ended. If it can't be opened, it is tried less and less often, without reporting an error.
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
    // The browser itself would retry every few seconds, and never again after a response that is not an event stream.
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

/** The data for the listener: a comment goes under the key `comment`, anything else stays as it is. */
function read(data: string): object | undefined {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || !value) return undefined;
    return 'html' in value ? { comment: value } : value;
  } catch {
    return undefined;
  }
}
