import type { Scope } from '../store/moderation-records.js';
import type { QueueReads } from '../store/queue.js';
import type { Store } from '../store/store.js';
import { eventText, type StreamEvent } from './event-stream.js';
import { toEntry } from './moderation-log.js';
import { moderatedComment } from './present.js';

/** Whoever is told what is new in the queue, as server-sent events. */
export interface QueueFollower {
  send(events: Uint8Array): void;
}

export interface QueueEvents {
  /**
   * Tells a follower from now on of comments that came (`comment`), of what moderators did (`decision`), and of the
   * counts when they are others (`counts`, and once at the beginning). Gives the way to leave.
   */
  follow(scope: Scope, follower: QueueFollower): Promise<() => void>;
}

/**
 * What is new is read from the database, whichever process it came by; once for all who moderate the same sites, at most
 * once a second, and never while nothing changes.
 */
export const createQueueEvents = (store: Store, now: () => number, onError: (error: unknown) => void): QueueEvents => {
  const channels = new Map<string, Channel>();
  return {
    follow: async (scope, follower) => {
      const key = JSON.stringify(scope);
      const channel = channels.get(key) ?? openChannel(store, scope, now, onError);
      channels.set(key, channel);
      const leave = await channel.join(follower);
      return () => {
        leave();
        if (!channel.isFollowed && channels.get(key) === channel) channels.delete(key);
      };
    },
  };
};

interface Channel {
  readonly isFollowed: boolean;
  join(follower: QueueFollower): Promise<() => void>;
}

const openChannel = (store: Store, scope: Scope, now: () => number, onError: (error: unknown) => void): Channel => {
  const followers = new Set<QueueFollower>();
  /** What was told of, with its time: what is older than the window can't be met again. */
  const told = new Map<string, number>();
  let counts: Counts = { pending: 0, reported: 0, spam: 0 };
  let stop: (() => void) | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let reading: Promise<StreamEvent[]> = Promise.resolve([]);

  /** Reads what is new since the last time. */
  const read = async (): Promise<StreamEvent[]> => {
    const since = now() - window;
    const news = await store.read(async ({ queue }) => ({
      comments: await queue.news({ scope, since, known: told, limit: mostNews }),
      log: await queue.log({ scope, limit: mostNews }),
      counts: await queue.counts(scope),
    }));
    for (const [id, at] of told) if (at < since - window) told.delete(id);
    const comments = news.comments.toReversed();
    const done = news.log.filter(({ id, at }) => at >= since && !told.has(id)).toReversed();
    for (const { id, createdAt } of comments) told.set(id, createdAt);
    for (const { id, at } of done) told.set(id, at);
    const events: StreamEvent[] = [
      ...comments.map((comment) => ({ event: 'comment', data: moderatedComment(comment) })),
      ...done.map((entry) => ({ event: 'decision', data: toEntry(entry) })),
      ...(areEqual(news.counts, counts) ? [] : [countsEvent(news.counts)]),
    ];
    counts = news.counts;
    return events;
  };

  const look = async (): Promise<void> => {
    waiting = undefined;
    try {
      // One after the other: what one tells of is no news to the next.
      reading = reading.catch(() => []).then(read);
      const events = await reading;
      if (events.length === 0) return;
      const text = eventText(events);
      for (const follower of followers) follower.send(text);
    } catch (error) {
      onError(error);
    }
  };

  const onChange = (): void => {
    waiting ??= setTimeout(() => void look(), pause);
  };

  return {
    get isFollowed() {
      return followers.size > 0;
    },
    join: async (follower) => {
      if (!stop) {
        stop = store.watch(onChange);
        // What is there already is no news.
        reading = read();
      }
      await reading;
      followers.add(follower);
      follower.send(eventText([countsEvent(counts)]));
      return () => {
        followers.delete(follower);
        if (followers.size > 0) return;
        clearTimeout(waiting);
        stop?.();
        stop = undefined;
      };
    },
  };
};

/** Milliseconds after a change, in which others may come. */
const pause = 500;

/** Milliseconds for which what other processes write may be late, or have been given a time by a clock that is behind. */
const window = 10_000;

/** More than this at once is a flood, which the counts tell of. */
const mostNews = 50;

type Counts = Awaited<ReturnType<QueueReads['counts']>>;

const countsEvent = (counts: Counts): StreamEvent => ({ event: 'counts', data: counts });

const areEqual = (a: Counts, b: Counts): boolean =>
  a.pending === b.pending && a.reported === b.reported && a.spam === b.spam;
