import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, startDemo } from '../support/demo.js';
import { engineNames, engines } from './driver/engines.js';
import { Reader } from './driver/reader.js';
import type { Engine } from './driver/tab.js';
import { type FileServer, startFileServer } from './support/file-server.js';

/** Parents whose width is that of their content. */
const parents = {
  'a column with centred items': '<div style="display:flex;flex-direction:column;align-items:center">|</div>',
  'a row': '<div style="display:flex">|</div>',
  'a row beside a text': '<div style="display:flex"><p style="width:3em">Aside</p>|</div>',
  'an inline block': '<div style="display:inline-block">|</div>',
  'a float': '<div style="float:left">|</div>',
  'a cell': '<table><td>|</td></table>',
  'a cell that does not break': '<table><td style="white-space:nowrap">|</td></table>',
  'a grid with items at the start': '<div style="display:grid;justify-items:start">|</div>',
  'fit-content': '<div style="width:fit-content">|</div>',
  'an absolute box': '<div style="position:absolute">|</div>',
};

const elements = ['starling-comments', 'starling-comment-form', 'starling-comment-list'];

const long = 'x'.repeat(300);
const comment = (id: string, html: string, replies: object[] = []) => ({
  ...{ id, parent: null, root: id, author: { name: `Ada ${long.slice(0, 78)}` }, html, rating: 4, status: 'published' },
  ...{ createdAt: '2026-01-01T00:00:00Z', editedAt: null, votes: { up: 0, down: 0 }, replyCount: 0, replies },
});
const thread = {
  comments: [
    comment('1', `<p>${long}</p><pre>${long} ${long}</pre><table><tr><td>${long}</td></tr></table>`, [
      { ...comment('2', '<p>Yes</p>'), parent: '1', root: '1' },
    ]),
    comment('3', '<p>Short</p>'),
  ],
  ...{ next: null, total: 2 },
  summary: { average: 4, count: 2, distribution: { 1: 0, 2: 0, 3: 0, 4: 2, 5: 0 } },
  thread: { closed: false, captcha: null, fields: { name: 'required', email: 'required', url: 'optional' } },
};
const settings = { ...thread, thread: { ...thread.thread, ratings: 'optional', votes: true, editWindow: 300 } };

const page = '<!doctype html><meta charset="utf-8"><script type="module" src="/dist/starling.js"></script><body>';

describe.each(engineNames)('in %s', (name) => {
  let engine: Engine;
  let server: FileServer;
  let demo: Demo;
  beforeAll(async () => {
    const answer = (url: URL) => (url.pathname === '/api/v1/comments' ? settings : undefined);
    [engine, server, demo] = await Promise.all([engines[name](), startFileServer(page, answer), startDemo()]);
  });
  afterAll(() => Promise.all([engine?.close(), server?.stop(), demo?.stop()]));

  test('in any parent that shrinks to fit each element is as wide as can be used, and nothing overflows', async () => {
    const tab = await engine.open();
    await tab.resize(1250, 800);
    await tab.goto(server.url);
    const faults = await tab.evaluate(
      async (parents, elements) => {
        const found: string[] = [];
        await customElements.whenDefined('starling-comments');
        const ready = async (element: HTMLElement) => {
          const deadline = Date.now() + 10_000;
          const texts = (node: ParentNode): string =>
            [...node.querySelectorAll('*')].map((each) => (each.shadowRoot ? texts(each.shadowRoot) : '')).join('') +
            ((node as ShadowRoot).textContent ?? '');
          const wanted = element.localName.endsWith('form') ? 'Message' : 'Short';
          while (!texts(element.shadowRoot!).includes(wanted)) {
            if (Date.now() > deadline) throw new Error(`${element.localName} is not drawn`);
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
        };
        for (const width of [320, 1200]) {
          const room = document.body.appendChild(document.createElement('div'));
          room.style.cssText = `width: ${width}px; position: relative; overflow: auto`;
          for (const [title, html] of Object.entries(parents)) {
            for (const name of elements) {
              room.innerHTML = html.replace('|', `<${name} server="/" thread="t"></${name}>`);
              const element = room.querySelector<HTMLElement>(name)!;
              await ready(element);
              await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
              const parent = element.parentElement!;
              const beside = [...parent.children].filter((each) => each !== element);
              const taken = beside.reduce((sum, each) => sum + each.getBoundingClientRect().width, 0);
              // A cell has a padding of 1 px, and a table a spacing of 2.
              const available = width - taken - (parent.localName === 'td' ? 6 : 0);
              const { width: got } = element.getBoundingClientRect();
              const least = Math.min(320, available);
              if (got < least - 0.5) found.push(`${name} in ${title}, ${width} px: ${got} px wide, not ${least}`);
              const over = room.scrollWidth - room.clientWidth;
              if (over > 0) found.push(`${name} in ${title}, ${width} px: overflows by ${over} px`);
            }
          }
          room.remove();
        }
        return found;
      },
      parents,
      elements,
    );
    expect(faults).toEqual([]);
    await tab.close();
  });

  test('the first press in the form counts, and does not move the page', async () => {
    const message = { role: 'textbox', name: 'Message…' } as const;
    const send = { role: 'button', name: 'Post comment' } as const;
    for (const [query, then] of [
      [message, async (reader: Reader) => reader.sees(message, { focused: true })],
      [send, async (reader: Reader) => reader.reads('Please enter your name.')],
    ] as const) {
      const reader = new Reader(await engine.open());
      await reader.tab.goto(demo.url);
      await reader.sees({ role: 'heading', name: '8 comments' });
      const { top, y } = await reader.tab.evaluate(() => {
        const form = document.querySelector('starling-comments')!;
        // The page scrolls smoothly by itself.
        scrollTo({ top: scrollY + form.getBoundingClientRect().top, behavior: 'instant' });
        return { top: scrollY, y: form.getBoundingClientRect().top };
      });
      expect(Math.abs(y)).toBeLessThan(1);
      const { point } = (await reader.find(query))!;
      await reader.tab.click(point!.x, point!.y);
      await then(reader);
      if (query === message) expect(await reader.tab.evaluate(() => scrollY)).toBe(top);
      // The captcha's code was not there at the press, so its room is made by what the reader does once it is.
      const write = async () => {
        await reader.tab.type('a');
        return reader.find({ role: 'checkbox', name: 'I’m not a robot' });
      };
      await expect.poll(write, { timeout: 20_000, interval: 200 }).toMatchObject({ checked: true });
      await reader.tab.close();
    }
  });
});
