import { toBase64Url } from '../base64.js';

/** Normalises a login, so that spelling variants are the same login. */
export const toLogin = (name: string): string => name.normalize('NFKC').toLowerCase();

/** 256 random bits. */
export const newToken = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
