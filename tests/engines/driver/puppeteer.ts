import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core';
import { browserArguments } from '../../../scripts/browser.js';
import { type Engine, type Json, type Tab, usualViewport } from './tab.js';

/** Chromium by its own protocol, Firefox by WebDriver BiDi: to us they are the same. */
export const launchChromium = async (executablePath: string): Promise<Engine> =>
  engine('Chromium', await puppeteer.launch({ executablePath, args: browserArguments }));

export const launchFirefox = async (executablePath: string): Promise<Engine> =>
  engine('Firefox', await puppeteer.launch({ browser: 'firefox', executablePath }));

const engine = (name: Engine['name'], browser: Browser): Engine => ({
  name,
  async open() {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport(usualViewport);
    return tab(page, () => context.close());
  },
  close: () => browser.close(),
});

const tab = (page: Page, close: () => Promise<void>): Tab => ({
  close,
  async goto(url) {
    await page.goto(url);
  },
  // By its source: its types speak of handles, which JSON has none of.
  evaluate: <A extends Json[], R>(run: (...args: A) => R | Promise<R>, ...args: A) =>
    page.evaluate(`(${run})(...${JSON.stringify(args)})`) as Promise<R>,
  move: (x, y) => page.mouse.move(x, y),
  click: (x, y) => page.mouse.click(x, y),
  type: (text) => page.keyboard.type(text),
  async press(...keys) {
    for (const key of keys) await page.keyboard.down(key as KeyInput);
    for (const key of keys.toReversed()) await page.keyboard.up(key as KeyInput);
  },
  resize: (width, height) => page.setViewport({ width, height }),
  screenshot: () => page.screenshot(),
});
