import { interleave, median, spread } from '../statistics.js';
import { captureReadStatements } from './capture.js';
import { startFloor } from './floor.js';
import { measureLoad, warmUp } from './measure-load.js';
import { pagePath } from './threads.js';

const rounds = 9;
const seconds = 2;

/**
 * A page of 25 out of 100,000 comments in 1,000 threads, against a bare server with the same statements; read anew each
 * time, and from memory by another server over the same file.
 */
export const benchRead = async ({ report, server, caching, database, threads }) => {
  const paths = Array.from({ length: threads }, (_, n) => pagePath(n));
  const statements = await captureReadStatements(database, paths);
  const page = await (await fetch(server.url + paths[0])).json();
  const floor = await startFloor('floor-read.js', { database, statements, settings: page.thread });
  try {
    await checkSameBytes(server, floor, paths.slice(0, 100));
    const scenario = { scenario: 'reads', threads, connections: 16 };
    const measure = (target) => measureLoad(target, { ...scenario, seconds });
    for (const target of [server, caching, floor]) await warmUp(() => measure(target));
    const pairs = await interleave(
      rounds,
      () => measure(server),
      () => measure(floor),
    );
    addLoadFigure(report, 'GET a page of 25, read anew', pairs, 0.85);

    await checkSameBytes(caching, floor, paths);
    const cached = await interleave(
      rounds,
      () => measure(caching),
      () => measure(floor),
    );
    addLoadFigure(report, 'GET a page of 25, from memory', cached, 2);
    await benchNotModified(report, caching);
    report.note(`${page.comments.length} roots, ${Math.round(pairs[0].a.bytes)} bytes an answer, head included`);
  } finally {
    await floor.stop();
  }
};

/** What a cache costs that asks whether it may go on giving a page of which nothing changed. */
export const benchNotModified = async (report, server) => {
  const path = pagePath(0);
  const etag = (await fetch(server.url + path)).headers.get('etag');
  const load = { scenario: 'one', path, headers: { 'if-none-match': etag }, connections: 16, seconds };
  const results = [];
  for (let round = 0; round < 5; round++) results.push(await measureLoad(server, load));
  const of = (key) => median(results.map((result) => result[key]));
  report.add({
    name: 'GET a page of 25 that the asker has (304)',
    value: Math.round(of('perSecond')),
    unit: '/s',
    detail: `CPU ${Math.round(of('cpuPerRequest'))} µs and ${Math.round(of('bytes'))} bytes a request, head included`,
  });
};

/** Requests a second against those of the floor: the median of the rounds' ratios. */
export const addLoadFigure = (report, name, pairs, atLeast) => {
  const ratios = spread(pairs.map(({ a, b }) => a.perSecond / b.perSecond));
  const of = (side, key) => median(pairs.map((pair) => pair[side][key]));
  const thousands = (value) => Math.round(value).toLocaleString('en');
  report.add({
    name,
    value: ratios.median,
    atLeast,
    spread: [ratios.least, ratios.most],
    server: { perSecond: of('a', 'perSecond'), cpuMicroseconds: of('a', 'cpuPerRequest'), p99: of('a', 'p99') },
    floor: { perSecond: of('b', 'perSecond'), cpuMicroseconds: of('b', 'cpuPerRequest'), p99: of('b', 'p99') },
    detail:
      `${thousands(of('a', 'perSecond'))}/s against ${thousands(of('b', 'perSecond'))}/s; ` +
      `rounds from ${ratios.least.toFixed(2)} to ${ratios.most.toFixed(2)}; ` +
      `CPU ${thousands(of('a', 'cpuPerRequest'))} against ${thousands(of('b', 'cpuPerRequest'))} µs a request ` +
      `(ratio ${(of('b', 'cpuPerRequest') / of('a', 'cpuPerRequest')).toFixed(2)}), ` +
      `core busy ${percent(of('a', 'busy'))} and ${percent(of('b', 'busy'))}`,
  });
};

const percent = (share) => `${Math.round(share * 100)} %`;

export const checkSameBytes = async (server, floor, paths) => {
  for (const path of paths) {
    const [real, bare] = await Promise.all([server, floor].map(async ({ url }) => (await fetch(url + path)).text()));
    if (real !== bare)
      throw new Error(`The floor answers ${path} otherwise:\n${bare.slice(0, 500)}\n${real.slice(0, 500)}`);
  }
};
