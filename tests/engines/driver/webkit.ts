import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { type Engine, type Json, type Tab, usualViewport } from './tab.js';

export interface WebKitPrograms {
  /** WebKitWebDriver, of WebKitGTK. */
  driver: string;
  /** MiniBrowser, which it drives. */
  browser: string;
  /** Xvfb: MiniBrowser has no headless mode. */
  display: string;
}

/** WebKit by the W3C's WebDriver, whose commands are plain HTTP. A session of its driver is one page with its storage. */
export async function launchWebKit(programs: WebKitPrograms): Promise<Engine> {
  const display = await startDisplay(programs.display);
  const tabs = new Set<Tab>();
  return {
    name: 'WebKit',
    async open() {
      const port = await freePort();
      const driver = spawn(programs.driver, [`--port=${port}`], {
        stdio: 'ignore',
        env: { ...process.env, DISPLAY: display.name },
      });
      endWithThisProcess(driver);
      const session = await startSession(`http://127.0.0.1:${port}`, programs.browser, driver);
      await openBareWindow(session);
      const tab: Tab = {
        ...sessionTab(session),
        async close() {
          tabs.delete(tab);
          await session('DELETE', '');
          await end(driver);
        },
      };
      tabs.add(tab);
      await tab.resize(usualViewport.width, usualViewport.height);
      return tab;
    },
    async close() {
      await Promise.all([...tabs].map((tab) => tab.close()));
      await end(display.process);
    },
  };
}

/** Sends a command of the session: https://www.w3.org/TR/webdriver2/#endpoints */
type Send = (method: 'POST' | 'GET' | 'DELETE', path: string, body?: object) => Promise<unknown>;

function sessionTab(send: Send): Omit<Tab, 'close'> {
  const evaluate = async <A extends Json[], R>(run: (...args: A) => R | Promise<R>, ...args: A): Promise<R> => {
    const script = `const done = arguments[1];
      Promise.resolve(arguments[0]).then((args) => (${run})(...args))
        .then((value) => done({ value }), (error) => done({ error: String(error) + '\\n' + error.stack }));`;
    const { value, error } = (await send('POST', '/execute/async', { script, args: [args] })) as {
      value: R;
      error?: string;
    };
    if (error) throw new Error(error);
    return value;
  };
  const keys = (actions: object[]) =>
    send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] }) as Promise<void>;
  const pointer = (...actions: object[]) =>
    send('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    }) as Promise<void>;
  const moveTo = (x: number, y: number) => ({ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) });
  let corner = 0;

  return {
    evaluate,
    async goto(url) {
      await send('POST', '/url', { url });
    },
    move: (x, y) => pointer(moveTo(x, y)),
    click: (x, y) => pointer(moveTo(x, y), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }),
    type: (text) =>
      keys(
        [...text].flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]),
      ),
    press: (...names) => {
      const values = names.map((name) => namedKeys[name] ?? name);
      return keys([
        ...values.map((value) => ({ type: 'keyDown', value })),
        ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
      ]);
    },
    async resize(width, height) {
      // Without a window manager, the window under the display's own pointer has the focus. That pointer stays in the middle
      // of the screen: here, at the window's left edge, where nothing is.
      const [x, y] = [screen.width / 2, Math.max(0, screen.height / 2 - height + 1)];
      await send('POST', '/window/rect', { x, y, width, height });
      const sizeNow = () => evaluate(() => [innerWidth, innerHeight]);
      let got = await sizeNow();
      // A busy display takes a moment.
      for (let tries = 0; tries < 40 && `${got}` !== `${[width, height]}`; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        got = await sizeNow();
      }
      if (`${got}` !== `${[width, height]}`) throw new Error(`MiniBrowser's window is ${got}, not ${[width, height]}`);
    },
    async screenshot() {
      // It waits for the next frame, and a page that has nothing to paint has none.
      await pointer(moveTo((corner = 1 - corner), 1));
      return Buffer.from((await send('GET', '/screenshot')) as string, 'base64');
    },
  };
}

/** A window as pages open them, without a tool bar: its size is the page's, and it can be as narrow as a phone. */
async function openBareWindow(send: Send): Promise<void> {
  const { width, height } = usualViewport;
  const features = `width=${width},height=${height},toolbar=no,location=no,menubar=no`;
  const [own] = (await send('GET', '/window/handles')) as string[];
  await send('POST', '/execute/sync', { script: 'open("about:blank", "", arguments[0])', args: [features] });
  const handles = (await send('GET', '/window/handles')) as string[];
  await send('POST', '/window', { handle: handles.find((handle) => handle !== own) });
}

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const namedKeys: Record<string, string> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  End: '\uE010',
  Home: '\uE011',
};

async function startSession(url: string, browser: string, driver: ChildProcess): Promise<Send> {
  const post = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(url + path, { method, body: method === 'POST' ? JSON.stringify(body ?? {}) : null });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebDriver ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await post('GET', '/status');
      break;
    } catch (cause) {
      if (driver.exitCode !== null || Date.now() > deadline)
        throw new Error('WebKitWebDriver did not start', { cause });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const { sessionId } = (await post('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        'webkitgtk:browserOptions': {
          binary: browser,
          args: ['--automation', '--javascript-can-open-windows-automatically=true'],
        },
      },
    },
  })) as { sessionId: string };
  return (method, path, body) => post(method, `/session/${sessionId}${path}`, body);
}

/** Room for the highest and widest windows. */
const screen = { width: 2600, height: 3200 };

/** A screen in memory, under a number that is free: it tells it itself. */
async function startDisplay(program: string): Promise<{ name: string; process: ChildProcess }> {
  const child = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', `${screen.width}x${screen.height}x24`, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  endWithThisProcess(child);
  const name = await new Promise<string>((resolve, reject) => {
    (child.stdio[3] as Readable).once('data', (number) => resolve(`:${String(number).trim()}`));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { name, process: child };
}

/** A run that is broken off leaves no browser behind: without its display it ends, too. */
function endWithThisProcess(child: ChildProcess): void {
  const kill = () => child.kill();
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
