import { join } from 'node:path';
import { interleave, median, spread } from '../statistics.js';
import { measureLoad } from './measure-load.js';
import { seedLargeThread } from './seed.js';
import { startMeasuredServer } from './measured-server.js';
import { pagePath } from './threads.js';

export const comments = 1_000_000;
const rounds = 5;
const seconds = 1;
const sorts = ['newest', 'oldest', 'helpful', 'highest', 'lowest'];

/** What a page costs in a thread of a million, on the first page and in the middle, against a thread of a thousand. */
export const benchMillion = async ({ report, folder }) => {
  const database = join(folder, 'million.db');
  report.note(`Seeding a thread of ${comments.toLocaleString('en')} comments …`);
  await seedLargeThread(database, comments);
  const server = await startMeasuredServer(database, ['--page-memory', '0']);
  try {
    await comparePages(report, server);
  } finally {
    await server.stop();
  }
};

/** Pages of the threads that `seedLargeThread` makes, by each sort. */
export const comparePages = async (report, server) => {
  for (const sort of sorts) {
    const small = `${pagePath(2)}&sort=${sort}`;
    const large = `${pagePath(1)}&sort=${sort}`;
    await compare(report, server, `${sort}, first page`, small, large);
    await compare(
      report,
      server,
      `${sort}, in the middle`,
      await walk(server, small, 8),
      await walk(server, large, 3000),
    );
  }
};

const compare = async (report, server, name, small, large) => {
  const measure = (path) => () => measureLoad(server, { scenario: 'one', path, connections: 4, seconds });
  await measure(large)();
  const pairs = await interleave(rounds, measure(small), measure(large));
  const of = (side, key) => Math.round(median(pairs.map((pair) => pair[side][key])));
  const ratios = spread(pairs.map(({ a, b }) => b.cpuPerRequest / a.cpuPerRequest));
  report.add({
    name: `Page of 25 by ${name}: 1,000,000 against 1,000 comments`,
    value: ratios.median,
    atMost: 1.2,
    // The pages hold other comments, and so not quite as many bytes.
    detail:
      `CPU ${of('b', 'cpuPerRequest')} against ${of('a', 'cpuPerRequest')} µs, ` +
      `${of('b', 'bytes')} against ${of('a', 'bytes')} bytes; ` +
      `rounds from ${ratios.least.toFixed(2)} to ${ratios.most.toFixed(2)}`,
  });
};

/** The path of a page of 25 that many pages on, reached by the cursors, as a reader would. */
const walk = async (server, path, pages) => {
  // In large steps where there are many; a cursor is the same whatever the size of the page before it.
  const limit = pages > 100 ? 100 : 25;
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    const after = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const { next } = await (await fetch(`${server.url}${path}&limit=${limit}${after}`)).json();
    if (!next) throw new Error(`${path} ended after ${page} pages.`);
    cursor = next;
  }
  return `${path}&cursor=${encodeURIComponent(cursor)}`;
};
