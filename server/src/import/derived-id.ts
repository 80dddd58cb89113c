import { hashText } from '../hash.js';

/** An id made of where a comment comes from: the same at each import, and another for each site and format. */
export const derivedId = (site: string, format: string, sourceId: string): string =>
  hashText(JSON.stringify([site, format, sourceId])).slice(0, 24);
