import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../support/process.js';

test('the built server of a repository serves the widget as it was built last, not as it was packed', async () => {
  const path = `/chunks/built-later-${process.pid}.js`;
  const file = fileURLToPath(new URL(`../../../../dist${path}`, import.meta.url));
  await writeFile(file, 'export {};');
  onTestFinished(() => rm(file));
  const server = await startServer(['--database', 'sqlite::memory:']);
  onTestFinished(() => void server.stop());
  expect((await fetch(server.url + path)).status).toBe(200);
});
