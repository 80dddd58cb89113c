import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { good, mend, note, type Finding } from './finding.js';

const mebibyte = 1024 * 1024;

/** Whether the disk of a SQLite file has free space. */
export const checkDisk = async (database: string): Promise<Finding[]> => {
  const path = /^sqlite:(.+)$/.exec(database)?.[1];
  if (path === undefined || path === ':memory:') return [];
  const folder = dirname(resolve(path));
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / mebibyte);
  const said = `${free} MiB are free on the disk of ${folder}`;
  if (free < 50) return [mend('disk', said, 'Make room: soon nothing can be written any more.')];
  return [free < 500 ? note('disk', said, 'Make room before it is full.') : good('disk', said)];
};

/** Seconds by which clocks may differ: identity tokens and signatures allow a minute. */
const mostSkew = 60;

/** Compares this machine's clock with the times in other servers' answers. */
export const checkClock = (dates: readonly { name: string; date: number; now: number }[]): Finding[] => {
  const [first] = dates;
  if (!first) return [];
  const skews = dates.map(({ date, now }) => Math.round((now - date) / 1000)).toSorted((a, b) => a - b);
  // The median, because one of the other clocks may be wrong.
  const skew = skews[Math.floor(skews.length / 2)]!;
  if (Math.abs(skew) <= mostSkew) return [good('clock', `It agrees with ${dates.map(({ name }) => name).join(', ')}`)];
  const said = `It is ${Math.abs(skew)} seconds ${skew > 0 ? 'ahead of' : 'behind'} ${first.name}`;
  return [mend('clock', said, 'Set it, by NTP for example: times, edit windows and tokens go by it.')];
};
