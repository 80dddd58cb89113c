import { normaliseThread, type ThreadReference } from '../contract.js';
import type { ThreadName } from '../store/requests.js';
import { threadKey } from '../store/thread-key.js';

/** A thread as the store knows it, and the id that it keeps beside the key. */
export interface NamedThread extends ThreadName {
  threadId: string;
}

/**
 * Names a thread: the one place where an id that somebody sent becomes the id of a thread. One that is an http(s)
 * address is that of its page however it was written; any other, and what can't be parsed, stays as it is.
 */
export const nameThread = (site: string, id: string): NamedThread => {
  const threadId = isAddress(id) ? normaliseThread(id) : id;
  return { site, thread: threadKey(threadId), threadId };
};

/**
 * The address of a thread's page where it may be kept, as moderators will follow it: one of the page that the id names,
 * on a listed origin, or where none is listed on that of the page that asks. Any other is dropped, the comment is not.
 */
export const addressToKeep = (
  { url }: ThreadReference,
  { site, threadId }: NamedThread,
  origins: readonly string[],
  asking: string | undefined,
): string | undefined => {
  if (url === undefined) return undefined;
  const { origin } = new URL(url);
  if (origins.length > 0 ? !origins.includes(origin) : origin !== asking) return undefined;
  return isAddress(threadId) && nameThread(site, url).threadId !== threadId ? undefined : url;
};

const isAddress = (id: string): boolean => /^https?:\/\//i.test(id) && URL.canParse(id);
