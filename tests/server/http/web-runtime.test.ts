import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/fixture.js';
import { builtCli } from '../support/process.js';

let folder: string;

beforeAll(async () => {
  folder = dirname(await builtCli());
}, 120_000);

/** All modules that the handler can load, each with what it imports, at once or later. */
const graph = async (name: string, seen = new Map<string, string[]>()): Promise<Map<string, string[]>> => {
  if (seen.has(name)) return seen;
  const source = await readFile(join(folder, name), 'utf8');
  const imports = [
    ...source.matchAll(/(?:^|[;}])(?:import|export)\b[^;'"`(]*['"]([^'"]+)['"](?=;)|\bimport\(['"`]([^'"`]+)['"`]\)/gm),
  ].map(([, once, later]) => (once ?? later)!);
  seen.set(name, imports);
  for (const specifier of imports) if (specifier.startsWith('./')) await graph(specifier.slice(2), seen);
  return seen;
};

describe('the handler as it is published', () => {
  test('imports nothing but its own files', async () => {
    const modules = await graph('handler.js');
    expect([...modules.keys()]).toEqual(
      expect.arrayContaining(['handler.js', 'render-markdown.js', 'open-api.js', 'verify-token.js']),
    );
    expect([...modules.values()].flat().filter((specifier) => !specifier.startsWith('./'))).toEqual([]);
  });

  test('answers where there are only web standards, over a store that is given to it', async () => {
    const database = join(await temporaryFolder(), 'starling.db');
    const script = fileURLToPath(new URL('../support/web-runtime.js', import.meta.url));
    const options = ['--experimental-vm-modules', '--no-warnings', script, folder, database];
    const { stdout } = await promisify(execFile)(process.execPath, options);
    const { loaded, answers } = JSON.parse(stdout) as { loaded: string[]; answers: Record<string, object> };
    expect(loaded).toEqual(
      expect.arrayContaining(['handler.js', 'render-markdown.js', 'open-api.js', 'verify-token.js']),
    );
    const html = '<p>A <em>word</em></p>';
    expect(answers).toMatchObject({
      posted: { status: 201, body: { comment: { html } } },
      refused: { status: 422, body: { fields: { 'author.name': 'Enter your name.' } } },
      signedIn: { status: 201, body: { comment: { author: { name: 'Ada', badge: 'verified' } } } },
      listed: { status: 200, body: { total: 1, comments: [{ html }] } },
      mine: { status: 200, body: { comments: [{ body: 'A *word*' }] } },
      rated: { status: 200, body: { summary: { average: 4 } } },
      preview: { body: { html: '<p><a href="https://a.example" rel="nofollow ugc noopener">a</a></p>' } },
      challenge: { status: 200, body: { parameters: { algorithm: 'PBKDF2/SHA-256' } } },
      description: { status: 200, body: { openapi: '3.1.0' } },
    });
  });
});
