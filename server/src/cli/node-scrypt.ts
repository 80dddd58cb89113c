import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Scrypt } from '../service/passwords.js';

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** scrypt on a separate thread, where it does not block requests. */
export const nodeScrypt: Scrypt = (password, salt, { N, r, p }) =>
  derive(password, salt, 32, { N, r, p, maxmem: 256 * N * r });
