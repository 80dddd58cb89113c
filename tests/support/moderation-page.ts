import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { manyNetworks, runCli, startServer } from '../server/support/process.js';

export const password = 'reeds at dusk, 2026';

/** The real server over a new database, with moderators, and what readers wrote. */
export interface ModeratedServer {
  url: string;
  database: string;
  /** A reader's comment; gives its id. `token` names the reader. */
  write(body: string, more?: Writing): Promise<string>;
  report(id: string, reason: string): Promise<void>;
  /** Deletes all that waits. */
  clear(): Promise<void>;
  /** Does what a moderator decides, by a key. */
  decide(action: 'approve' | 'hold' | 'spam' | 'delete', ...ids: string[]): Promise<void>;
  /** The command of the same server: `moderator list`. */
  command(...command: string[]): Promise<void>;
  addModerator(login: string, ...options: string[]): Promise<void>;
  stop(): Promise<void>;
}

export interface Writing {
  name?: string;
  token?: string;
  parent?: string;
  site?: string;
  thread?: { id: string; url?: string; title?: string };
  rating?: number;
  /** Which of many it comes from; else from one of its own. */
  network?: number;
}

export const startModerated = async (...options: string[]): Promise<ModeratedServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'starling-moderated-'));
  const database = `sqlite:${join(folder, 'starling.db')}`;
  writeFileSync(join(folder, 'index.html'), articlePage);
  const server = await startServer([
    ...['--database', database, '--captcha', 'none', '--require', 'name', '--static', folder, ...options],
    ...manyNetworks.option,
  ]);
  let requests = 0;
  const send = async (path: string, token: string | undefined, body: object, network = requests++) => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...manyNetworks.header(network),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const command = async (...command: string[]): Promise<void> => {
    const { code, stderr } = await runCli([...command, '--database', database]);
    if (code !== 0) throw new Error(stderr);
  };
  const key = (await runCli(['key', 'add', 'test', '--role', 'owner', '--database', database])).stdout.trim();
  const act = (body: object) => send('/moderation/comments/actions', key, body);
  return {
    url: server.url,
    database,
    write: async (body, { name = 'Ada', token = aReader(), thread = aThread, network, ...more } = {}) => {
      const response = await send('/comments', token, { thread, author: { name }, body, ...more }, network);
      return ((await response.json()) as { comment: { id: string } }).comment.id;
    },
    report: async (id, reason) => void (await send(`/comments/${id}/report`, aReader(), { reason })),
    clear: async () => void (await act({ match: { state: 'pending', before: later() }, action: 'delete' })),
    decide: async (action, ...ids) => void (await act({ ids, action })),
    command,
    addModerator: async (login, ...options) => {
      const added = ['moderator', 'add', login, '--password-stdin', '--database', database, ...options];
      const { code, stderr } = await runCli(added, {}, password);
      if (code !== 0) throw new Error(stderr);
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const later = (): string => new Date(Date.now() + 60_000).toISOString();

/** Somebody who has not been there before. */
export const aReader = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');

/** What readers see, at the server's own root. */
const articlePage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>On reeds</title><script type="module" src="/starling.js"></script></head>
<body><main><h1>On reeds</h1><starling-comments server="/" thread="reeds"></starling-comments></main></body></html>`;

export const aThread = { id: 'reeds', title: 'On reeds' };

/** A page of a browser of its own, in which the moderator has signed in. */
export const signIn = async (
  browser: Browser,
  server: { url: string },
  { login = 'olga', path = '', ...options }: BrowserContextOptions & { login?: string; path?: string } = {},
): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1300, height: 900 }, ...options });
  const [name, value] = (await sessionOf(server, login)).split('=');
  await context.addCookies([{ name: name!, value: value!, url: server.url }]);
  const page = await context.newPage();
  await page.goto(`${server.url}/moderation${path}`);
  await page.locator('main#main > *').waitFor();
  return page;
};

const sessions = new Map<string, Promise<string>>();
let networks = 0;

/** The cookie of a session, one for each moderator: a network has ten tries for a name in a quarter of an hour. */
const sessionOf = ({ url }: { url: string }, login: string): Promise<string> => {
  const key = `${url} ${login}`;
  const opened =
    sessions.get(key) ??
    fetch(`${url}/api/v1/moderation/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url, ...manyNetworks.header(40_000 + networks++) },
      body: JSON.stringify({ name: login, password }),
    }).then(({ status, headers }) => {
      if (status !== 204) throw new Error(`Not signed in: ${status}`);
      return headers.get('set-cookie')!.split(';')[0]!;
    });
  sessions.set(key, opened);
  return opened;
};

export const openPage = async (
  browser: Browser,
  { url }: { url: string },
  { path = '', ...options }: BrowserContextOptions & { path?: string } = {},
): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1300, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(`${url}/moderation${path}`);
  return page;
};
