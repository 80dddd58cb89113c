import { join } from 'node:path';
import { benchMillion } from './million.js';
import { startMeasuredServer } from './measured-server.js';
import { benchRead } from './read.js';
import { seedThreads } from './seed.js';
import { benchWrite } from './write.js';

const threads = 1000;

export const benchServer = async ({ report, folder, options }) => {
  report.section('Server');
  const database = join(folder, 'starling.db');
  report.note('Seeding 100,000 comments in 1,000 threads …');
  await seedThreads(database, threads);
  const server = await startMeasuredServer(database, ['--page-memory', '0']);
  const caching = await startMeasuredServer(database);
  try {
    await benchRead({ report, server, caching, database, threads });
    await caching.stop();
    await benchWrite({ report, server, folder, threads });
  } finally {
    await Promise.all([server.stop(), caching.stop()]);
  }
  if (options.has('--million')) await benchMillion({ report, folder });
};
