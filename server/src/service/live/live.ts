import type { ThreadName } from '../../store/requests.js';
import type { Store } from '../../store/store.js';
import { resolveSite, type Sites } from '../sites.js';
import { nameThread } from '../thread-name.js';
import { liveThread, type Follower, type LiveThread } from './live-thread.js';
import { changesReader } from './thread-changes.js';

export interface FollowRequest {
  site?: string;
  thread: string;
  /** The version that the follower knows; by default that of now. */
  after?: number;
}

export interface Live {
  /**
   * Tells the follower what happens in a thread from now on, and before that what it missed; gives the way to leave.
   *
   * @throws ApiError `invalid` where there is no such site
   */
  follow(request: FollowRequest, follower: Follower): Promise<() => void>;
}

/** Threads that are followed in this process: each is woken when it changed, and none is looked at while nothing does. */
export const createLive = (store: Store, sites: Sites, now: () => number, onError: (error: unknown) => void): Live => {
  /** By the thread's key, then by site. */
  const threads = new Map<string, Map<string, LiveThread>>();
  let stop: (() => void) | undefined;

  const onChange = (changed?: ReadonlySet<string>): void => {
    if (!changed) lookAtChanged().catch(onError);
    else for (const key of changed) threads.get(key)?.forEach((thread) => thread.look());
  };

  /** Nobody said which: their versions do, all of a site by few statements. */
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

/** Names in one statement. */
const together = 500;
