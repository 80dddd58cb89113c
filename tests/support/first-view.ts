import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';

/** A script or stylesheet that the browser fetched. */
export interface CountedFile {
  path: string;
  /** Of its body, by brotli at quality 11. */
  bytes: number;
}

/** All that was fetched up to a moment, in the order of the requests. */
export interface FirstView {
  /** 25 comments are painted, and the form takes keys. */
  shown: CountedFile[];
  /** And a comment, really typed into the form, has left for the server: what it takes to write and to send is here. */
  sent: CountedFile[];
  /** And the comment is answered, shown, and nothing is under way. */
  answered: CountedFile[];
}

/**
 * Counts, in the browser and on an empty cache, every script and stylesheet that a page with the drop-in fetches: of
 * any kind, from any place, but not the page's own styles, which `ignore` names.
 *
 * The page has `<starling-comments>` over a server without captcha, and a thread with at least 25 root comments.
 */
export const measureFirstView = async (browser: Browser, url: string): Promise<FirstView> => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const fetched = await countFiles(page);
    await page.addInitScript(noteShown);
    await page.goto(url);
    const comments = page.locator('starling-comment-list li');
    const form = page.locator('starling-comment-form');
    // By the page's own clock: what is asked for after that moment belongs to what follows, however late we look.
    const shownAt = await page.waitForFunction(() => (globalThis as { shownAt?: number }).shownAt);
    const shown = await fetched((await shownAt.jsonValue())!);
    await page.waitForLoadState('networkidle');

    const before = await comments.count();
    await form.locator('[name=email]').pressSequentially('ada@example.org');
    await form.locator('[name=name]').pressSequentially('Ada');
    await form.locator('textarea').pressSequentially('Typed and sent.');
    const request = page.waitForRequest((each) => each.method() === 'POST');
    await form.locator('[part~=submit]').click();
    await request;
    const sent = await fetched();

    await comments.nth(before).waitFor();
    await page.waitForLoadState('networkidle');
    return { shown, sent, answered: await fetched() };
  } finally {
    await context.close();
  }
};

export const totalBytes = (files: CountedFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Notes, in milliseconds since 1970, when 25 comments and the form's field are on the screen. Runs in the page.
 *
 * What the page puts off by a second or more counts from then: on a busy machine a second is over before anything is on
 * the screen.
 */
const noteShown = (): void => {
  const { setTimeout } = globalThis;
  const putOff: (() => void)[] = [];
  globalThis.setTimeout = ((run: () => void, delay = 0) => {
    if (delay < 1000 || 'shownAt' in globalThis) return setTimeout(run, delay);
    putOff.push(() => setTimeout(run, delay));
    // No timer has this number.
    return 0;
  }) as typeof setTimeout;
  const inShadows = (root: ParentNode, name: string): Element[] => [
    ...root.querySelectorAll(name),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? inShadows(shadowRoot, name) : [])),
  ];
  const look = (): void => {
    if (inShadows(document, 'starling-comment').length < 25 || !inShadows(document, 'textarea').length)
      return void requestAnimationFrame(look);
    // Two frames later, and a task after that, what is in the DOM is on the screen.
    const note = () => {
      Object.assign(globalThis, { shownAt: performance.timeOrigin + performance.now() });
      for (const start of putOff) start();
    };
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(note)));
  };
  look();
};

/** Watches what a page fetches; gives the way to ask for what has come so far, of what was asked for before a time. */
const countFiles = async (page: Page): Promise<(before?: number) => Promise<CountedFile[]>> => {
  const session = await page.context().newCDPSession(page);
  const urls = new Map<string, string>();
  const sizes = new Map<string, Promise<number>>();
  /** In milliseconds since 1970. */
  const asked = new Map<string, number>();
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, wallTime }) => void asked.set(requestId, wallTime * 1000));
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const isCode = type === 'Script' || type === 'Stylesheet' || /javascript|css/.test(response.mimeType);
    if (isCode) urls.set(requestId, response.url);
  });
  session.on('Network.loadingFinished', ({ requestId }) => {
    if (!urls.has(requestId)) return;
    const size = compressedSize(session, requestId);
    // What comes as the page closes, nobody asks for.
    size.catch(() => {});
    sizes.set(requestId, size);
  });
  return async (before = Infinity) =>
    Promise.all(
      [...sizes]
        .filter(([id]) => asked.get(id)! < before)
        .map(async ([id, size]) => ({ path: new URL(urls.get(id)!).pathname, bytes: await size })),
    );
};

const compressedSize = async (session: CDPSession, requestId: string): Promise<number> => {
  const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId });
  const content = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  }).length;
};
