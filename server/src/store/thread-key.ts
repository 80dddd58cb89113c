import { hashText } from '../hash.js';

/** The key of a thread: the SHA-256 of its id, because ids are too long for every index to contain them. */
export const threadKey = (id: string): string => hashText(id);
