import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toBase64Url } from './base64.js';

/*
 * `crypto.subtle` would do it on every runtime, but answers later: a read names its thread and its tag by a hash, and
 * a trip to a thread pool costs more than the rest of a read from memory.
 */
export interface Hashes {
  sha256(text: string): string;
  hmacSha256(key: string, text: string): string;
}

/** In JavaScript, for every runtime. */
export const plainHashes: Hashes = {
  sha256: (text) => toBase64Url(sha256(utf8ToBytes(text))),
  hmacSha256: (key, text) => toBase64Url(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text))),
};

let hashes = plainHashes;

/** Replaces the implementation by a faster one of the runtime; the results are the same. */
export const useHashes = (faster: Hashes): void => {
  hashes = faster;
};

/** SHA-256 of a text in UTF-8, as base64url. */
export const hashText = (text: string): string => hashes.sha256(text);

/** HMAC with SHA-256 (RFC 2104), as base64url. */
export const hashWithKey = (key: string, text: string): string => hashes.hmacSha256(key, text);
