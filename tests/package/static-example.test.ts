import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededServer, type SeededServer } from '../support/seeded-server.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [node, eleventy] = [...readFileSync(join(root, 'docs/static.md'), 'utf8').matchAll(/```js\n([^]*?)```/g)].map(
  ([, code]) => code!,
);

let server: SeededServer;
let folder: string;

/** A project in which the package is installed. */
beforeAll(async () => {
  server = await seededServer(3);
  folder = mkdtempSync(join(tmpdir(), 'starling-static-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/starling-comments'), 'dir');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(async () => {
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Runs code of the docs, as it stands there but for the two addresses, by a module that uses it. */
const run = async (code: string, main = `await import('./example.js');`): Promise<string> => {
  const here = code
    .replaceAll('https://comments.example.com', server.url.slice(0, -1))
    .replaceAll('https://blog.example/posts/hello', 'a thread');
  writeFileSync(join(folder, 'example.js'), here);
  writeFileSync(join(folder, 'main.js'), main);
  return (await promisify(execFile)(process.execPath, ['main.js'], { cwd: folder })).stdout;
};

const jsonIn = (html: string): unknown =>
  JSON.parse(/<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html)![1]!);

test('the example of docs/static.md for plain Node writes a page with its comments', async () => {
  await run(node!);
  const html = readFileSync(join(folder, 'hello.html'), 'utf8');
  expect(html).toContain('<h2>3 comments</h2>');
  expect(html.match(/<li id="comment-/g)).toHaveLength(3);
  expect(html).toContain(`${server.url}thread?thread=a+thread#form`);
  expect(jsonIn(html)).toMatchObject({ total: 3, thread: { closed: false } });
});

test('the example of docs/static.md for Eleventy gives the element with its comments', async () => {
  // What Eleventy calls with its configuration.
  const config = `
    const { default: configure } = await import('./example.js');
    configure({ addAsyncShortcode: async (name, make) => console.log(name, await make('a thread')) });`;
  const html = await run(eleventy!, config);
  expect(html).toMatch(/^comments <starling-comments server="[^"]*" thread="a thread"><div class="starling-thread"/);
  expect(html.match(/<li id="comment-/g)).toHaveLength(3);
  expect(jsonIn(html)).toMatchObject({ total: 3 });
});
