import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manyNetworks, startServer } from '../server/support/process.js';
import { fixtureDraft } from './fixture-comments.js';

export interface SeededServer {
  /** Of a page with the drop-in over a thread with comments. */
  url: string;
  stop(): Promise<void>;
}

/** The real server over a new database with so many roots in one thread, and a page that shows them; captcha off. */
export const seededServer = async (roots: number, page = dropIn, options: string[] = []): Promise<SeededServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'starling-first-view-'));
  writeFileSync(join(folder, 'index.html'), page);
  const server = await startServer([
    ...['--database', `sqlite:${join(folder, 'starling.db')}`, '--captcha', 'none', '--static', folder],
    ...manyNetworks.option,
    ...options,
  ]);
  for (let n = 0; n < roots; n++) {
    const body = JSON.stringify(fixtureDraft(n, thread));
    const response = await fetch(`${server.url}/api/v1/comments`, {
      method: 'POST',
      headers: manyNetworks.header(n),
      body,
    });
    if (!response.ok) throw new Error(`Not seeded: ${await response.text()}`);
  }
  return {
    url: `${server.url}/`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const thread = 'a thread';

/** The drop-in, as the README shows it. */
export const dropIn = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>An article</title>
    <script type="module" src="/starling.js"></script>
  </head>
  <body>
    <starling-comments server="/" thread="${thread}"></starling-comments>
  </body>
</html>
`;

/** The same by the loader for pages that can't use modules. */
export const classicDropIn = dropIn
  .replace(/ *<script.*\n/, '')
  .replace(/<starling.*/, `<script src="/starling.classic.js" data-server="/" data-thread="${thread}"></script>`);
