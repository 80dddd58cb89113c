import { eventText } from '../event-stream.js';
import { commentEvent, resetEvent, threadEvent, type ThreadEvent } from './thread-events.js';
import type { ReadChanges, ThreadChanges } from './thread-changes.js';

/** Somebody who is told what happens in a thread. */
export interface Follower {
  send(events: Uint8Array): void;
}

/** One thread as those follow it who are connected to this process. */
export interface LiveThread {
  /** What its followers know; nothing until it was read first. */
  readonly version: number | undefined;
  readonly isFollowed: boolean;
  /** Tells the follower what happened since a version, and then whatever happens. Gives the way to leave. */
  join(follower: Follower, after: number | undefined): Promise<() => void>;
  /** Looks whether something happened; soon, and once, however often it is called meanwhile. */
  look(): void;
}

/** Milliseconds between two looks at a thread: who writes fast is told of in batches. */
const betweenLooks = 100;

/** Milliseconds between two times at which votes are told. */
const betweenVotes = 1000;

/** What happens in one thread is read once and written once, however many follow it. */
export const liveThread = (read: ReadChanges, onError: (error: unknown) => void): LiveThread => {
  const followers = new Set<Follower>();
  let version: number | undefined;
  let shown = '';
  let votesAt = -Infinity;
  /** What was told since `version`, while votes wait. */
  const told = new Map<string, number>();
  let opening: Promise<void> | undefined;
  let looking = false;
  let wanted = false;
  let voting: ReturnType<typeof setTimeout> | undefined;

  const open = async (): Promise<void> => {
    const changes = await read(undefined);
    version = changes.version;
    shown = JSON.stringify(changes.thread);
  };

  const broadcast = (events: ThreadEvent[], id?: number): void => {
    if (events.length === 0) return;
    const text = eventText(events, id);
    for (const follower of followers) follower.send(text);
  };

  const tell = (changes: ThreadChanges, since: number): void => {
    const thread = JSON.stringify(changes.thread);
    const isOther = thread !== shown;
    shown = thread;
    const votes = changes.comments.filter(({ revision }) => revision <= since);
    const wait = votes.length > 0 ? votesAt + betweenVotes - performance.now() : 0;
    const due = changes.comments.filter(
      ({ id, revision }) => (revision > since || wait <= 0) && told.get(id) !== revision,
    );
    const events = changes.reset ? [resetEvent] : due.map(commentEvent);
    if (isOther) events.push(threadEvent(changes.thread));
    if (wait > 0) {
      // The version stays, and all since then is read again: of that, votes alone are not told yet.
      for (const { id, revision } of due) told.set(id, revision);
      broadcast(events);
      voting ??= setTimeout(() => {
        voting = undefined;
        look();
      }, wait);
      return;
    }
    if (votes.length > 0) votesAt = performance.now();
    told.clear();
    version = changes.version;
    broadcast(events, version);
  };

  const lookAll = async (): Promise<void> => {
    while (wanted && followers.size > 0) {
      wanted = false;
      // One that fails tells whoever joined.
      await opening?.catch(() => {});
      const since = version;
      if (since === undefined) return;
      const changes = await read(since);
      if (changes.version !== since) tell(changes, since);
      await pause(betweenLooks);
    }
  };

  const look = (): void => {
    wanted = true;
    if (looking) return;
    looking = true;
    lookAll()
      .catch(onError)
      .finally(() => {
        looking = false;
      });
  };

  return {
    get version() {
      return version;
    },
    get isFollowed() {
      return followers.size > 0;
    },
    join: async (follower, after) => {
      const early: Uint8Array[] = [];
      const own: Follower = { send: (events) => early.push(events) };
      followers.add(own);
      try {
        await (opening ??= open());
        const missed = after === undefined || after === version ? undefined : await read(after);
        if (missed && missed.version !== after) follower.send(missedText(missed));
      } catch (error) {
        followers.delete(own);
        opening = undefined;
        throw error;
      }
      for (const events of early) follower.send(events);
      own.send = (events) => follower.send(events);
      return () => followers.delete(own);
    },
    look,
  };
};

/** Votes among it too: whoever was away knows nothing of them. */
const missedText = ({ reset, comments, thread, version }: ThreadChanges): Uint8Array =>
  eventText([...(reset ? [resetEvent] : comments.map(commentEvent)), threadEvent(thread)], version);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
