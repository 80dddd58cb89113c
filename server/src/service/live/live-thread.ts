import { eventText } from '../event-stream.js';
import { commentEvent, resetEvent, threadEvent, type ThreadEvent } from './thread-events.js';
import type { ReadChanges, ThreadChanges } from './thread-changes.js';

/** Somebody who is told about changes of a thread. */
export interface Follower {
  send(events: Uint8Array): void;
}

/** One thread, with its followers that are connected to this process. */
export interface LiveThread {
  /** The version that the followers have; undefined until it was first read. */
  readonly version: number | undefined;
  readonly isFollowed: boolean;
  /** Sends the follower the changes since a version, and then every new change. Returns a function to leave. */
  join(follower: Follower, after: number | undefined): Promise<() => void>;
  /** Checks for changes soon; calls in the meantime are combined into one check. */
  look(): void;
}

/** Milliseconds between two checks of a thread, so that fast changes are sent in batches. */
const betweenLooks = 100;

/** Milliseconds between two announcements of votes. */
const betweenVotes = 1000;

/** Changes of one thread are read and serialised once, however many followers it has. */
export const liveThread = (read: ReadChanges, onError: (error: unknown) => void): LiveThread => {
  const followers = new Set<Follower>();
  let version: number | undefined;
  let shown = '';
  let votesAt = -Infinity;
  /** Comments announced since `version` while votes wait, each with its revision. */
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
      // The version stays, so all changes since then are read again. `told` then leaves only the votes to announce.
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
      // If opening fails, the follower that joined gets the error.
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

/** Includes votes, because a reader who was away has missed them. */
const missedText = ({ reset, comments, thread, version }: ThreadChanges): Uint8Array =>
  eventText([...(reset ? [resetEvent] : comments.map(commentEvent)), threadEvent(thread)], version);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
