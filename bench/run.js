// npm run bench: the figures of Starling, each against its floor in the same run. Options: see README.md.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isInMemory } from './machine.js';
import { createReport } from './report.js';

const suites = {
  server: async () => (await import('./server/index.js')).benchServer,
  postgres: async () => (await import('./postgres/index.js')).benchPostgres,
  import: async () => (await import('./import/index.js')).benchImport,
  moderation: async () => (await import('./moderation/index.js')).benchModeration,
  'moderation-postgres': async () => (await import('./moderation/index.js')).benchModerationOnPostgres,
  start: async () => (await import('./server/start.js')).benchStart,
  durability: async () => (await import('./server/durability.js')).benchDurability,
  live: async () => (await import('./live/index.js')).benchLive,
  widget: async () => (await import('./widget/index.js')).benchWidget,
};
/** These take minutes each. */
const usual = Object.keys(suites).filter(
  (name) => !['moderation', 'moderation-postgres', 'postgres', 'import'].includes(name),
);
const given = process.argv.slice(2);
const options = new Set(given.filter((argument) => argument.startsWith('--')));
const named = given.filter((argument) => !argument.startsWith('--'));
const unknown = [...named.filter((name) => !(name in suites)), ...[...options].filter((name) => name !== '--million')];
if (unknown.length > 0) {
  console.error(`Not known: ${unknown.join(' ')}. There are: ${Object.keys(suites).join(' ')} --million`);
  process.exit(2);
}

// Not the system's folder for temporary files: that may be in memory, where nothing is durable.
const results = fileURLToPath(new URL('results/', import.meta.url));
mkdirSync(results, { recursive: true });
const folder = mkdtempSync(`${results}data-`);
const report = createReport(['npm run bench', ...(given.length > 0 ? ['--', ...given] : [])].join(' '));
try {
  if (isInMemory(folder)) report.note('This folder is in memory: writes are not durable here, and too fast.');
  for (const name of named.length > 0 ? named : usual) {
    const suite = await suites[name]();
    await suite({ report, folder, options });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// A target that is missed is for people to judge: other work on the machine may be the cause.
report.close();
