import type { Migration } from 'kysely';
import * as first from './0001-first.js';

/** In order, for ever: a migration that has been released is never changed, only followed. */
export const migrations: Record<string, Migration> = {
  '0001-first': first,
};
