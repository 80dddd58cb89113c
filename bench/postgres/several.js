import { interleave, spread } from '../statistics.js';
import { measureLoad } from '../server/measure-load.js';
import { startMeasuredServer } from '../server/measured-server.js';
import { query } from './query.js';

const rounds = 7;
const seconds = 3;
const processes = 3;

/** What several processes carry together, against one, where all of them, PostgreSQL and the load share the cores. */
export const benchSeveral = async ({ report, address, threads }) => {
  const start = () => startMeasuredServer(address, ['--page-memory', '0'], false);
  const one = await start();
  const several = await Promise.all(Array.from({ length: processes }, start));
  const together = { url: several[0].url, pid: several[0].pid, urls: several.map(({ url }) => url) };
  try {
    const count = async () => Number((await query(address, 'select count(*) as n from comments'))[0].n);
    const before = await count();
    let [from, acknowledged] = [1_000_000, 0];
    const measure = (target, scenario) => async () => {
      const result = await measureLoad(target, { scenario, threads, from, connections: 18, seconds }, false);
      if (scenario === 'writes') [from, acknowledged] = [result.sent, acknowledged + result.ok];
      return result;
    };
    for (const [scenario, name] of [
      ['reads', 'GET a page of 25, read anew'],
      ['writes', 'POST a comment, durably'],
    ]) {
      await measure(together, scenario)();
      await measure(one, scenario)();
      const pairs = await interleave(rounds, measure(together, scenario), measure(one, scenario));
      const ratios = spread(pairs.map(({ a, b }) => a.perSecond / b.perSecond));
      const of = (side) => Math.round(spread(pairs.map((pair) => pair[side].perSecond)).median).toLocaleString('en');
      report.add({
        name: `${name}: ${processes} processes against one`,
        value: ratios.median,
        atLeast: 0.9,
        spread: [ratios.least, ratios.most],
        detail:
          `${of('a')}/s against ${of('b')}/s, ${processes} processes, PostgreSQL and the load on the same cores; ` +
          `rounds from ${ratios.least.toFixed(2)} to ${ratios.most.toFixed(2)}`,
      });
    }
    report.add({
      name: 'Comments lost of those acknowledged',
      // What was on its way when a round ended may have been kept, and told to nobody.
      value: Math.max(0, before + acknowledged - (await count())),
      unit: 'comments',
      atMost: 0,
      detail: `${acknowledged.toLocaleString('en')} acknowledged`,
    });
  } finally {
    await Promise.all([one, ...several].map((server) => server.stop()));
  }
};
