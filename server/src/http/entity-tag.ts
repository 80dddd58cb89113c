import { hashText } from '../hash.js';

/** A strong entity tag, made of the build, the version of the data, and the requested address. */
export const entityTag = (build: string, version: string, address: string): string =>
  `"${hashText(`${build} ${version} ${address}`).slice(0, 27)}"`;

/** Whether the client already has it (RFC 9110, 13.1.2: weak comparison). */
export const isFresh = (ifNoneMatch: string | null | undefined, tag: string): boolean =>
  typeof ifNoneMatch === 'string' &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag));
