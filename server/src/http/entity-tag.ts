import { hashText } from '../hash.js';

/** A strong entity tag: of the build, of the version of what is shown, and of what was asked. */
export const entityTag = (build: string, version: string, address: string): string =>
  `"${hashText(`${build} ${version} ${address}`).slice(0, 27)}"`;

/** Whether the asker has it already (RFC 9110, 13.1.2: weak comparison). */
export const isFresh = (ifNoneMatch: string | null | undefined, tag: string): boolean =>
  typeof ifNoneMatch === 'string' &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag));
