import { hash } from 'node:crypto';

/** The key of a thread: its id's SHA-256, as an id is too long to stand in every index. */
export const threadKey = (id: string): string => hash('sha256', id, 'base64url');
