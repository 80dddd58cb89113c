import { hashText } from '../hash.js';

/** An id derived from a comment's source: the same at each import, and different for each site and format. */
export const derivedId = (site: string, format: string, sourceId: string): string =>
  hashText(JSON.stringify([site, format, sourceId])).slice(0, 24);
