import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../scripts/browser.js';

/** What `npm start` starts, on a port and a database of its own. */
export interface Demo {
  url: string;
  database: string;
  /** Ends the process by SIGTERM and starts it again over the same file. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDemo(...options: string[]): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'starling-demo-'));
  const port = await freePort();
  const database = join(folder, 'starling.db');
  let process = await run(port, database, options);
  return {
    url: `http://localhost:${port}`,
    database,
    async restart() {
      await end(process);
      process = await run(port, database, options);
    },
    async stop() {
      await end(process);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const launchBrowser = (...options: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: ensureBrowser(), args: [...browserArguments, ...options] });

async function run(port: number, database: string, options: string[]): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('../../scripts/start.js', import.meta.url));
  const child = spawn(
    globalThis.process.execPath,
    [script, '--port', `${port}`, '--database', `sqlite:${database}`, ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (text) => `${text}`.includes('listens') && resolve());
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
