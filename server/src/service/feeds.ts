import { hashText } from '../hash.js';
import type { Comment } from '../contract.js';
import type { FeedRecord } from '../store/records.js';
import type { Store } from '../store/store.js';
import { createRoom, firstThatFit } from './answer-bounds.js';
import { publicComment } from './present.js';
import { resolveSite, type Site, type Sites } from './sites.js';
import { nameThread } from './thread-name.js';
import type { IsKnown, Versioned } from './threads.js';

/** The latest comments of a site or of a thread. */
export interface Feed {
  site: Site;
  /** The thread's title; null for a whole site, or if no page has reported a title. */
  title: string | null;
  /** Address of the thread's page, or of the site; null if unknown. */
  url: string | null;
  /** Newest first. */
  entries: FeedEntry[];
}

export interface FeedEntry {
  comment: Comment;
  threadTitle: string | null;
  /** Address of the page that the comment is on. */
  url: string | null;
}

export interface Feeds {
  recent(request: { site?: string; thread?: string }, isKnown: IsKnown): Promise<Versioned<Feed>>;
}

/** The number of comments in a feed, if they fit. */
const length = 50;

export const createFeeds = (store: Store, sites: Sites): Feeds => ({
  recent: async ({ site: asked, thread }, isKnown) => {
    const site = resolveSite(sites, asked);
    const name = thread === undefined ? { site: site.id } : nameThread(site.id, thread);
    const records = await store.read(({ feeds }) => feeds.recent({ ...name, limit: length }));
    // A site has no version, so the version is derived from what is shown.
    const shown = records.map(({ id, editedAt, authorName, authorUrl, threadUrl, threadTitle }) => [
      id,
      editedAt,
      authorName,
      authorUrl,
      threadUrl,
      threadTitle,
    ]);
    const version = hashText(JSON.stringify([site.name, site.language, site.origins[0], shown]));
    if (isKnown(version)) return { version };
    const comments = records.map(publicComment);
    const entries = records.slice(0, firstThatFit(comments, createRoom())).map((record, index) => ({
      comment: comments[index]!,
      threadTitle: record.threadTitle,
      url: pageOf(record, site),
    }));
    const [newest] = entries;
    const answer =
      thread === undefined
        ? { site, title: null, url: site.origins[0] ?? null, entries }
        : { site, title: newest?.threadTitle ?? null, url: newest?.url ?? addressIn(thread, site), entries };
    return { version, answer };
  },
});

/** The address that the page reported; otherwise its thread's id, if that is an address. */
export const pageOf = (
  { threadUrl, threadId }: Pick<FeedRecord, 'threadUrl' | 'threadId'>,
  site: Site,
): string | null => threadUrl ?? addressIn(threadId, site);

const addressIn = (thread: string, { origins }: Site): string | null =>
  /^(https?:\/)?\//i.test(thread) ? (URL.parse(thread, origins[0])?.href ?? null) : null;
