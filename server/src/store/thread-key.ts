import { hashText } from '../hash.js';

/** The key of a thread: its id's SHA-256, as an id is too long to stand in every index. */
export const threadKey = (id: string): string => hashText(id);
