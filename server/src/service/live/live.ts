import type { ThreadName } from '../../store/requests.js';
import type { Store } from '../../store/store.js';
import { resolveSite, type Sites } from '../sites.js';
import { nameThread } from '../thread-name.js';
import { liveThread, type Follower, type LiveThread } from './live-thread.js';
import { changesReader } from './thread-changes.js';

export interface FollowRequest {
  site?: string;
  thread: string;
  /** The version that the follower has; by default the current one. */
  after?: number;
}

export interface Live {
  /**
   * Sends the follower what it missed in a thread, and every change from now on; returns a function to leave.
   *
   * @throws ApiError `invalid` if there is no such site
   */
  follow(request: FollowRequest, follower: Follower): Promise<() => void>;
}

/**
 * The threads that have followers in this process. Each is checked when it changed; while nothing changes, none is
 * checked.
 */
export const createLive = (store: Store, sites: Sites, now: () => number, onError: (error: unknown) => void): Live => {
  /** By the thread's key, then by site. */
  const threads = new Map<string, Map<string, LiveThread>>();
  let stop: (() => void) | undefined;

  const onChange = (changed?: ReadonlySet<string>): void => {
    if (!changed) lookAtChanged().catch(onError);
    else for (const key of changed) threads.get(key)?.forEach((thread) => thread.look());
  };

  /** Called if it is unknown which threads changed: compares their versions, with few statements for each site. */
  const lookAtChanged = async (): Promise<void> => {
    const bySite = new Map<string, string[]>();
    for (const [key, ofSites] of threads)
      for (const site of ofSites.keys()) bySite.set(site, [...(bySite.get(site) ?? []), key]);
    for (const [site, keys] of bySite) {
      for (let begin = 0; begin < keys.length; begin += together) {
        const counts = await store.read(({ threads }) => threads.counts(site, keys.slice(begin, begin + together)));
        for (const { thread: key, version } of counts) {
          const thread = threads.get(key)?.get(site);
          if (thread && thread.version !== version) thread.look();
        }
      }
    }
  };

  const open = ({ site, thread: key }: ThreadName, make: () => LiveThread): LiveThread => {
    const ofSites = threads.get(key) ?? new Map<string, LiveThread>();
    threads.set(key, ofSites);
    const thread = ofSites.get(site) ?? make();
    ofSites.set(site, thread);
    stop ??= store.watch(onChange);
    return thread;
  };

  const forget = ({ site, thread: key }: ThreadName, thread: LiveThread): void => {
    const ofSites = threads.get(key);
    if (thread.isFollowed || ofSites?.get(site) !== thread) return;
    ofSites.delete(site);
    if (ofSites.size === 0) threads.delete(key);
    if (threads.size > 0) return;
    stop?.();
    stop = undefined;
  };

  return {
    follow: async ({ site: asked, thread: id, after }, follower) => {
      const site = resolveSite(sites, asked);
      const name = nameThread(site.id, id);
      const thread = open(name, () => liveThread(changesReader(store, site, name, now), onError));
      try {
        const leave = await thread.join(follower, after);
        return () => {
          leave();
          forget(name, thread);
        };
      } catch (error) {
        forget(name, thread);
        throw error;
      }
    },
  };
};

/** Threads per statement. */
const together = 500;
