import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { lastWords } from './peer-clients.js';

const root = 'http://peer.example/';
const types = { '.js': 'text/javascript', '.css': 'text/css' };

const html = (styles) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
  ${styles.map((path) => `<link rel="stylesheet" href="/files/${path}">`).join('')}<body><div id="peer"></div></body></html>`;

/**
 * A fresh page with the client's styles, on which nothing of it has run.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('./peer-clients.js').PeerClient} client
 * @param {string} files where its packages lie
 */
export const openPeerPage = async (browser, client, files) => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html(client.styles) });
    if (!pathname.startsWith('/files/')) return route.fulfill({ status: 204 });
    const file = join(files, pathname.slice('/files/'.length));
    return route.fulfill({ contentType: types[extname(file)], body: await readFile(file) });
  });
  await page.goto(root);
  return page;
};

/**
 * Loads the client, and answers in place of its server: at once, as the widget's backend does, from what was parsed.
 *
 * @param {import('playwright-core').Page} page
 * @param {import('./peer-clients.js').PeerClient} client
 * @param {import('../../src/contract.js').Page} comments
 */
export const loadPeer = async (page, client, comments) => {
  await page.evaluate(
    (json) => {
      const answers = Object.entries(JSON.parse(json));
      window.fetch = async (request) => {
        const { pathname } = new URL(typeof request === 'string' ? request : (request.url ?? request), location.href);
        const [, answer = {}] = answers.find(([end]) => pathname.endsWith(end)) ?? [];
        const body = JSON.stringify(answer);
        return new Response(body, { headers: { 'Content-Type': 'application/json' } });
      };
    },
    JSON.stringify(client.answers(withLastWords(comments))),
  );
  for (const path of client.scripts) await page.addScriptTag({ url: `/files/${path}` });
};

/**
 * Starts the client.
 *
 * @returns {Promise<number>} milliseconds until the last comment is visible, as `draw` counts them for the widget
 */
export const drawPeer = (page, client) =>
  page.evaluate(
    ([start, last]) =>
      new Promise((resolve) => {
        const begun = performance.now();
        new Function(start)();
        const host = document.querySelector('#peer');
        const isDrawn = () => (host.shadowRoot ?? host).textContent.includes(last);
        const painted = new MessageChannel();
        painted.port1.onmessage = () => resolve(performance.now() - begun);
        const check = () => {
          if (isDrawn()) painted.port2.postMessage(undefined);
          else requestAnimationFrame(check);
        };
        requestAnimationFrame(check);
      }),
    [client.start, lastWords],
  );

const withLastWords = (page) => {
  const copy = structuredClone(page);
  const root = copy.comments.at(-1);
  const comment = root.replies?.at(-1) ?? root;
  comment.html += `<p>${lastWords}</p>`;
  return copy;
};
