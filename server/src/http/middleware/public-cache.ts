import type { Handler } from 'hono';
import { entityTag, isFresh } from '../entity-tag.js';
import type { Environment, RequestOf } from '../environment.js';
import type { PageMemory } from './page-memory.js';
import { protection } from './protection.js';
import type { PublicAnswer } from './public-answer.js';

export interface PublicCacheOptions {
  /** Identifies what answers depend on besides their data: the server's version and its settings. */
  build: string;
  memory: PageMemory;
}

export type PublicCache = (answer: PublicAnswer) => Handler<Environment>;

/**
 * Answers a read that is the same for everybody: with 304 to clients that already have it, otherwise from memory if the
 * version matches, otherwise freshly read. The version is read for every request, so nobody gets a page that is older
 * than their request, whichever process wrote to it.
 *
 * Hono's `etag` needs the whole answer to compute its tag, and its `cache` can't be invalidated by version.
 */
export const publicCache =
  ({ build, memory }: PublicCacheOptions): PublicCache =>
  ({ type, open }) => {
    const headers = { ...publicHeaders, ...protection, 'Content-Type': type };

    return async (c) => {
      const address = addressOf(c);
      const asked = c.req.header('if-none-match');
      const kept = memory.get(address);
      const opened = kept?.opened ?? open(c);
      const tagOf = (version: string) => (version === kept?.version ? kept.tag : entityTag(build, version, address));

      const { version, answer } = await opened.read(
        (found) => found === kept?.version || (asked !== undefined && isFresh(asked, tagOf(found))),
      );
      const tag = tagOf(version);
      const answered = { ...headers, ETag: tag };
      if (isFresh(asked, tag)) return new Response(null, { status: 304, headers: answered });
      if (kept?.version !== version) {
        if (!opened.hasMore) memory.keep(address, { version, tag, content: answer!, opened });
        return new Response(answer, { headers: answered });
      }
      // A page that is requested again is turned into bytes once: Node would do it anew for each answer. For a page that
      // nobody requests again it is the other way round: Node sends a short text together with the head.
      const content = typeof kept.content === 'string' ? encoder.encode(kept.content) : kept.content;
      if (content !== kept.content) memory.keep(address, { ...kept, content });
      return new Response(content, { headers: answered });
    };
  };

const encoder = new TextEncoder();

const publicHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Date',
  'Cache-Control': 'public, max-age=0, s-maxage=10, stale-while-revalidate=30',
};

/** Path and query. */
const addressOf = ({ req: { url } }: RequestOf): string => url.slice(url.indexOf('/', 8));
