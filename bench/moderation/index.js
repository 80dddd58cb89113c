import { join } from 'node:path';
import '../import-tests.js';
import { cpuMilliseconds, familyMilliseconds } from '../machine.js';
import { startMeasuredServer } from '../server/measured-server.js';
import { measureQueue } from './measure-queue.js';
import { seedQueue as seedPostgres } from './seed-postgres.js';
import { seedQueue as seedSqlite } from './seed-queue.js';

const million = 1_000_000;
const seeding = (comments) => `Seeding ${comments.toLocaleString('en')} comments, and the index of their words …`;

/** A million comments on fifty sites in one SQLite file. */
export const benchModeration = async ({ report, folder }) => {
  report.section('Moderation');
  const database = join(folder, 'queue.db');
  report.note(seeding(million));
  await seedSqlite(database, million);
  const server = await startMeasuredServer(database);
  try {
    const cpu = () => cpuMilliseconds(server.pid);
    await measureQueue({ report, server, address: `sqlite:${database}`, cpu, requests: 300 });
  } finally {
    await server.stop();
  }
};

/** The same on PostgreSQL, with fewer comments, as these take a while to write, unless there is `--million`. */
export const benchModerationOnPostgres = async ({ report, options }) => {
  const comments = options.has('--million') ? million : 200_000;
  report.section('Moderation, PostgreSQL');
  const { startPostgres } = await import('../../tests/server/support/start-postgres.ts');
  const postgres = await startPostgres({ durable: true, settings: ['shared_buffers=512MB'] });
  try {
    const address = await postgres.createDatabase();
    report.note(seeding(comments));
    await seedPostgres(address, comments);
    const server = await startMeasuredServer(address);
    try {
      const cpu = () => cpuMilliseconds(server.pid) + familyMilliseconds(postgres.pid());
      await measureQueue({ report, server, address, cpu, requests: 60 });
    } finally {
      await server.stop();
    }
  } finally {
    await postgres.remove();
  }
};
