import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Page as CommentPage } from '../../src/contract.js';

/** The widget as it is built, or the floor that it is measured against: with `content-visibility`, or without it. */
export type Kind = 'widget' | 'floor' | 'plain-floor';

export interface RenderPageOptions {
  kind: Kind;
  /** What the backend answers. */
  comments: CommentPage;
  /** The document; default: nothing but what is drawn, at the end of the body. */
  html?: string;
  /** For the floor: what `framesOf` took from the widget. */
  frames?: Record<string, string>;
  /** Milliseconds for which the backend keeps its answer back. Default: none, it resolves at once. */
  delay?: number;
}

const root = 'http://starling.example/';
const folders = { widget: '../../dist/', floor: '../../bench/dist/', 'plain-floor': '../../bench/dist/' };
const scripts = { widget: 'starling.js', floor: 'floor.js', 'plain-floor': 'floor.js?plain' };
const emptyDocument = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><body></body></html>';

/** A fresh page with the script loaded and run, the comments parsed, and nothing drawn; `draw` starts it. */
export const openRenderPage = async (browser: Browser, options: RenderPageOptions): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await serveFiles(page, options);
  await page.goto(root);
  return page;
};

/** Loads the script that defines the elements, and hands over the comments, parsed. */
export const loadScript = async (page: Page, options: RenderPageOptions): Promise<void> => {
  const { kind, comments, delay, frames = {} } = options;
  await page.addScriptTag({ url: scripts[kind], type: 'module' });
  await page.evaluate(
    ({ json, delay, frames }) => {
      const answer = JSON.parse(json) as CommentPage;
      const never = () => new Promise<never>(() => {});
      const list = () =>
        delay === undefined
          ? Promise.resolve(answer)
          : new Promise<CommentPage>((resolve) => setTimeout(resolve, delay, answer));
      const write = { submit: never, vote: never, edit: never, remove: never, report: never, replies: never };
      Object.assign(window, { answer, drawnFrames: frames, backend: { name: 'measured', list, ...write } });
    },
    { json: JSON.stringify(comments), delay, frames },
  );
};

/**
 * What the widget draws of the parts that show nothing of the comments, as HTML without Lit's markers: the floor takes
 * these as they are, so that they are always the same.
 */
export const framesOf = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => {
    const form = document
      .querySelector('starling-comments')!
      .shadowRoot!.querySelector('starling-comment-form')!.shadowRoot!;
    const rating = form.querySelector('starling-rating')!.shadowRoot!;
    const htmlOf = ({ innerHTML }: ShadowRoot) => innerHTML.replace(/<!--.*?-->/g, '');
    return { 'starling-comment-form': htmlOf(form), 'starling-rating': htmlOf(rating) };
  });

/**
 * Puts the element on the page.
 *
 * @returns milliseconds until the last comment is visible: in the frame that shows it, just after that was painted
 */
export const draw = (page: Page, last: string): Promise<number> =>
  page.evaluate(
    (last) =>
      new Promise<number>((resolve) => {
        const { answer, backend } = window as unknown as Record<string, unknown>;
        const start = performance.now();
        const element = Object.assign(document.createElement('starling-comments'), { backend, answer });
        // Behind the article, where the page has one.
        (document.querySelector('main') ?? document.body).append(element);
        const isDrawn = () => {
          const list = element.shadowRoot?.querySelector('starling-comment-list');
          const comment = list?.shadowRoot?.querySelector(`#comment-${last} > starling-comment`);
          return comment?.shadowRoot?.querySelector('article');
        };
        const painted = new MessageChannel();
        painted.port1.onmessage = () => resolve(performance.now() - start);
        const check = () => {
          if (isDrawn()) painted.port2.postMessage(undefined);
          else requestAnimationFrame(check);
        };
        requestAnimationFrame(check);
      }),
    last,
  );

/** A time that both say as "2 years ago", the floor without knowing how. */
export const yearsAgo = (): number => Date.now() - 2.5 * 365 * 24 * 60 * 60 * 1000;

/** Id of the comment that stands at the end. */
export const lastId = ({ comments }: CommentPage): string => {
  const root = comments.at(-1)!;
  return root.replies?.at(-1)?.id ?? root.id;
};

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

const serveFiles = async (page: Page, { kind, html = emptyDocument }: RenderPageOptions): Promise<void> => {
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    const file = fileURLToPath(new URL(`.${pathname}`, new URL(folders[kind], import.meta.url)));
    return route.fulfill({ contentType: types[extname(file)], body: await readFile(file) });
  });
};
