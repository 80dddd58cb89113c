import { normaliseThread, type ThreadReference } from '../contract.js';
import type { ThreadName } from '../store/requests.js';
import { threadKey } from '../store/thread-key.js';

/** A thread's key in the store, and the id that is stored with it. */
export interface NamedThread extends ThreadName {
  threadId: string;
}

/**
 * Names a thread. This is the only place where an id that somebody sent becomes a thread's id. Different spellings of
 * one http(s) address name the same thread. Any other id, and one that can't be parsed, stays as it is.
 */
export const nameThread = (site: string, id: string): NamedThread => {
  const threadId = normalised(id);
  return { site, thread: threadKey(threadId), threadId };
};

const normalised = (id: string): string => (isAddress(id) ? normaliseThread(id) : id);

/**
 * The address of a thread's page if it may be stored; moderators will follow it. It must be an address of the page that
 * the id names, on a configured origin, or, if none is configured, on the origin of the page that makes the request.
 * Any other address is dropped; the comment is accepted anyway.
 */
export const addressToKeep = (
  { url }: ThreadReference,
  { threadId }: Pick<NamedThread, 'threadId'>,
  origins: readonly string[],
  asking: string | undefined,
): string | undefined => {
  if (url === undefined) return undefined;
  const { origin } = new URL(url);
  if (origins.length > 0 ? !origins.includes(origin) : origin !== asking) return undefined;
  return isAddress(threadId) && normalised(url) !== threadId ? undefined : url;
};

const isAddress = (id: string): boolean => /^https?:\/\//i.test(id) && URL.canParse(id);
