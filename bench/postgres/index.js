import '../import-tests.js';
import { familySeconds, cpuSeconds } from '../machine.js';
import { startFloor } from '../server/floor.js';
import { measureLoad } from '../server/measure-load.js';
import { startMeasuredServer } from '../server/measured-server.js';
import { comments, comparePages } from '../server/million.js';
import { addLoadFigure, benchNotModified, checkSameBytes } from '../server/read.js';
import { pagePath } from '../server/threads.js';
import { interleave } from '../statistics.js';
import { captureStatements } from './capture.js';
import { seedLargeThread, seedThreads } from './seed.js';
import { benchSeveral } from './several.js';

const { startPostgres } = await import('../../tests/server/support/start-postgres.ts');

const threads = 1000;
const rounds = 9;
const seconds = 2;

/** Reading and durable writing on PostgreSQL, beside a bare `pg`; several processes; pages among a million. */
export const benchPostgres = async ({ report, folder, options }) => {
  report.section('PostgreSQL');
  const postgres = await startPostgres({ durable: true, settings: ['shared_buffers=512MB'] });
  try {
    const address = await postgres.createDatabase();
    report.note('Seeding 100,000 comments in 1,000 threads …');
    await seedThreads(address, folder, threads);
    await benchOne({ report, address });
    await benchSeveral({ report, address, threads });
    if (options.has('--million')) await benchMillion({ report, folder, postgres });
  } finally {
    await postgres.remove();
  }
};

const benchOne = async ({ report, address }) => {
  const paths = Array.from({ length: threads }, (_, n) => pagePath(n));
  const { read, write } = await captureStatements(address, paths);
  const server = await startMeasuredServer(address, ['--page-memory', '0']);
  const { thread: settings } = await (await fetch(server.url + paths[0])).json();
  const floor = await startFloor('../postgres/floor.js', { address, read, write, settings });
  try {
    await checkSameBytes(server, floor, paths.slice(0, 100));
    let from = 0;
    const measure = (target, scenario) => async () => {
      const result = await measureLoad(target, { scenario, threads, from, connections: 16, seconds });
      if (scenario === 'writes') from = result.sent;
      return result;
    };
    for (const [scenario, name, atLeast] of [
      ['reads', 'GET a page of 25, read anew', 0.7],
      ['writes', 'POST a comment, durably', 0.4],
    ]) {
      await measure(server, scenario)();
      await measure(floor, scenario)();
      const pairs = await interleave(rounds, measure(server, scenario), measure(floor, scenario));
      addLoadFigure(report, name, pairs, atLeast);
    }
    await benchNotModified(report, server);
    report.note(`${write.statements.length} statements a comment, what begins and ends transactions included`);
  } finally {
    await Promise.all([server.stop(), floor.stop()]);
  }
};

const benchMillion = async ({ report, folder, postgres }) => {
  const address = await postgres.createDatabase();
  report.note(`Seeding a thread of ${comments.toLocaleString('en')} comments …`);
  await seedLargeThread(address, folder, comments);
  const server = await startMeasuredServer(address, ['--page-memory', '0']);
  try {
    const cpu = () => cpuSeconds(server.pid) + familySeconds(postgres.pid());
    await comparePages(report, { ...server, cpu });
  } finally {
    await server.stop();
  }
};
