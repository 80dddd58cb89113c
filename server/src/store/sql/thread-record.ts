import type { StarCounts, ThreadRecord } from '../records.js';
import type { ThreadRow } from './database.js';

export const toThreadRecord = (row: ThreadRow): ThreadRecord => ({
  thread: row.thread,
  version: row.version,
  closed: row.closed === 1,
  total: row.total,
  pinned: row.pinned,
  createdAt: row.created_at,
  stars: starCounts(row),
});

export const starCounts = (row: ThreadRow): StarCounts => ({
  1: row.stars_1,
  2: row.stars_2,
  3: row.stars_3,
  4: row.stars_4,
  5: row.stars_5,
});
