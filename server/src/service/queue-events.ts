import type { Scope } from '../store/moderation-records.js';
import type { QueueReads } from '../store/queue.js';
import type { Store } from '../store/store.js';
import { eventText, type StreamEvent } from './event-stream.js';
import { toEntry } from './moderation-log.js';
import { moderatedComment } from './present.js';

/** A client that receives news of the queue, as server-sent events. */
export interface QueueFollower {
  send(events: Uint8Array): void;
}

export interface QueueEvents {
  /**
   * From now on, sends a follower new comments (`comment`), moderators' decisions (`decision`), and the counts when
   * they change (`counts`, also once at the beginning). Returns a function to leave.
   */
  follow(scope: Scope, follower: QueueFollower): Promise<() => void>;
}

/**
 * News is read from the database, whichever process it came from. It is read once for all moderators of the same sites,
 * at most once a second, and never while nothing changes.
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
  /**
   * The ids that were already sent, with their times. Entries older than the window can't be found again, and are
   * dropped.
   */
  const told = new Map<string, number>();
  let counts: Counts = { pending: 0, reported: 0, spam: 0 };
  let stop: (() => void) | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let reading: Promise<StreamEvent[]> = Promise.resolve([]);

  /** Reads the news since the last time. */
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
      // One read after the other, so that nothing is sent twice.
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
        // What is already there is not news.
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

/** Milliseconds to wait after a change, so that other changes are sent with it. */
const pause = 500;

/** Milliseconds by which writes of other processes may be late, or dated by a clock that is behind. */
const window = 10_000;

/** More news than this at once is a flood, for which the counts are enough. */
const mostNews = 50;

type Counts = Awaited<ReturnType<QueueReads['counts']>>;

const countsEvent = (counts: Counts): StreamEvent => ({ event: 'counts', data: counts });

const areEqual = (a: Counts, b: Counts): boolean =>
  a.pending === b.pending && a.reported === b.reported && a.spam === b.spam;
