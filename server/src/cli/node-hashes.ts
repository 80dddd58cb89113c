import { createHmac, hash } from 'node:crypto';
import type { Hashes } from '../hash.js';

/** Node's own hashes, which take a fifth of the time of those in JavaScript. */
export const nodeHashes: Hashes = {
  sha256: (text) => hash('sha256', text, 'base64url'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('base64url'),
};
