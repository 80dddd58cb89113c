import { hash } from 'node:crypto';

/** A strong entity tag: of what the answer depends on besides the thread, of the thread's version, and of the query. */
export const entityTag = (build: string, version: string, query: string): string =>
  `"${hash('sha1', `${build} ${version} ${query}`, 'base64url')}"`;

/** Whether the asker has it already (RFC 9110, 13.1.2: weak comparison). */
export const isFresh = (ifNoneMatch: string | null, tag: string): boolean =>
  ifNoneMatch !== null &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag));
