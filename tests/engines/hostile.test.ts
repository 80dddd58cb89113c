import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generated } from '../rich-text/generated.js';
import { bombs, good, hostile } from '../rich-text/corpus.js';
import { nearSimple } from '../rich-text/near-simple.js';
import { engineNames, engines } from './driver/engines.js';
import { Reader } from './driver/reader.js';
import type { Engine } from './driver/tab.js';
import { type FileServer, startFileServer } from './support/file-server.js';

const vectors = [...Object.values(hostile), ...generated];
/** Comments a page: few pages, and none so long that drawing it takes seconds. */
const size = 500;
const pages = Math.ceil(vectors.length / size);

/** A page of a thread in which every field is hostile that can be without the comment being refused whole. */
function hostilePage(number: number): unknown {
  const at = (n: number) => vectors[n % vectors.length]!.slice(0, 2_000);
  const comments = vectors.slice(number * size, (number + 1) * size).map((html, index) => {
    const n = number * size + index;
    return {
      id: `${n}-${at(n + 1)}`,
      ...{ parent: null, root: at(n + 2), replies: [], replyCount: at(n + 3), html, rating: at(n + 4) },
      author: {
        name: at(n + 5),
        url: n % 2 ? at(n + 6) : `javascript:window.__pwned=1//${n}`,
        badge: at(n + 7),
        avatar: at(n + 8),
      },
      status: n % 3 ? 'published' : at(n + 9),
      // A time that is none costs a comment all of its text.
      createdAt: n % 10 ? '2026-01-01T00:00:00Z' : at(n + 10),
      editedAt: at(n + 11),
      votes: { up: at(n + 12), down: at(n + 13) },
      pinned: at(n + 14),
    };
  });
  const distribution = Object.fromEntries([1, 2, 3, 4, 5].map((stars) => [stars, at(number + stars)]));
  return {
    comments,
    ...{ next: at(number), total: at(number + 20), version: at(number + 21) },
    summary: { average: at(number + 22), count: at(number + 23), distribution },
    thread: {
      ...{ closed: false, captcha: null, ratings: at(number + 24), votes: true, editWindow: at(number + 25) },
      fields: { name: 'required', email: at(number + 26), url: 'optional' },
    },
  };
}

const page = `<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">
<script type="importmap">{"imports": {"dompurify": "/node_modules/dompurify/dist/purify.es.mjs"}}</script>
<script type="module" src="/dist/starling.js"></script>
<script type="module">
  import { nativeEngine, sanitiseWith } from '/dist/rich-text/later/sanitise.js';
  import { purify } from '/dist/rich-text/later/purify.js';
  import { buildSimple } from '/dist/rich-text/simple-html.js';
  import { toFragment } from '/dist/rich-text/to-fragment.js';
  window.richText = { nativeEngine, sanitiseWith, purify, buildSimple, toFragment };
</script><body>`;

const answer = ({ pathname }: URL): unknown => {
  const number = /^\/(\d+)\/api\/v1\/comments$/.exec(pathname)?.[1];
  return number === undefined ? undefined : hostilePage(Number(number));
};

declare global {
  interface Window {
    __pwned?: unknown;
    richText?: Pick<typeof import('../../src/rich-text/later/sanitise.js'), 'nativeEngine' | 'sanitiseWith'> &
      typeof import('../../src/rich-text/later/purify.js') &
      Pick<typeof import('../../src/rich-text/simple-html.js'), 'buildSimple'> &
      typeof import('../../src/rich-text/to-fragment.js');
  }
}

test('the corpus is large', () => {
  expect(vectors.length).toBeGreaterThan(4_600);
});

let first: readonly string[] | undefined;

describe.each(engineNames)('a hostile backend in %s', (name) => {
  let engine: Engine;
  let server: FileServer;
  beforeAll(async () => {
    [engine, server] = await Promise.all([engines[name](), startFileServer(page, answer)]);
  });
  afterAll(() => Promise.all([engine?.close(), server?.stop()]));

  test('runs nothing, fetches nothing, and adds nothing but what the allow-list names', async () => {
    const tab = await engine.open();
    await tab.goto(server.url);
    let drawn = 0;
    let elements = 0;
    const faults: string[] = [];
    for (let number = 0; number < pages; number++) {
      const seen = await tab.evaluate(drawAndLook, number, Math.min(size, vectors.length - number * size));
      drawn += seen.drawn;
      elements += seen.elements;
      faults.push(...seen.faults);
    }
    expect(faults).toEqual([]);
    expect(await tab.evaluate(() => window.__pwned ?? null)).toBeNull();
    expect(server.asked.filter((path) => !/^\/($|dist\/|node_modules\/|\d+\/api\/v1\/comments$)/.test(path))).toEqual(
      [],
    );
    // Nine in ten have a time and are shown, and of what they carried much is harmless.
    expect(drawn).toBeGreaterThan(vectors.length * 0.85);
    expect(elements).toBeGreaterThan(1_000);
    await tab.close();
  }, 180_000);

  test('gives the same DOM by the browser’s sanitiser and by DOMPurify, and as in the other engines', async () => {
    const tab = await engine.open();
    await tab.goto(server.url);
    const texts = [...vectors, ...nearSimple, ...Object.values({ ...good, ...bombs })].filter(
      (text) => text.length < 5_000,
    );
    const { native, differing, drawn } = await tab.evaluate(compareEngines, texts);
    expect(native).toBe(name !== 'WebKit');
    expect(differing).toEqual([]);
    // And what the first of the engines made of it; of a paragraph in the text of a picture WebKit reads the end as text.
    first ??= drawn;
    const others = texts.filter((_, index) => drawn[index] !== first![index]);
    expect(others.filter((text) => !text.startsWith('<svg><desc><p>'))).toEqual([]);
    await tab.close();
  });
});

test('the checks see what they look for: put into a page as it is, it loads and runs', async () => {
  const [engine, server] = await Promise.all([engines.Chromium(), startFileServer(page)]);
  const reader = new Reader(await engine.open());
  await reader.tab.goto(server.url);
  await reader.tab.evaluate((html) => {
    document.body.innerHTML = html;
  }, hostile['an image with onerror']!);
  await expect.poll(() => reader.tab.evaluate(() => window.__pwned ?? null)).toBe(1);
  expect(server.asked).toContain('/leak/a');
  await Promise.all([engine.close(), server.stop()]);
});

/** Runs in the page: draws one hostile page, does what a reader does, and tells what should not be there. */
async function drawAndLook(
  number: number,
  count: number,
): Promise<{ drawn: number; elements: number; faults: string[] }> {
  const body =
    ' p br hr strong b em i u s del ins sub sup kbd code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 table thead tbody tr th td a ';
  const own =
    ' div span p slot style form fieldset legend label small input textarea select option button article header footer time a b i ol li h1 h2 h3 h4 h5 h6 ';
  const faults: string[] = [];
  document.body.replaceChildren();
  const host = document.createElement('starling-comments');
  host.setAttribute('server', `/${number}`);
  host.setAttribute('thread', 't');
  document.body.append(host);
  const everything = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? everything(each.shadowRoot) : [])]);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
  const bodiesOf = (root: ParentNode) => [...root.querySelectorAll('[part~=body]')];

  // Looked for where it is, as all of a page takes long to walk through. The first page may have to wait for DOMPurify.
  let bodies: Element[] = [];
  const deadline = Date.now() + 40_000;
  const isDrawn = () =>
    bodies.length >= count * 0.85 && (number > 0 || bodies.some((each) => each.firstElementChild !== null));
  while (!isDrawn()) {
    if (Date.now() > deadline) throw new Error(`page ${number} is not drawn`);
    await pause();
    const list = host.shadowRoot?.querySelector('starling-comment-list')?.shadowRoot;
    bodies = [...(list?.querySelectorAll('starling-comment') ?? [])].flatMap(({ shadowRoot }) => bodiesOf(shadowRoot!));
  }

  addEventListener('click', (event) => event.preventDefault(), { capture: true });
  const inBody = new Set(bodies.flatMap((each) => everything(each)));
  const inside = everything(host.shadowRoot!);
  for (const element of inside) {
    const { localName } = element;
    const fault = (what: string) => faults.push(`page ${number}: <${localName}> ${what}`);
    const isOwn = !inBody.has(element);
    if (!(isOwn ? own : body).includes(` ${localName} `) && !(isOwn && localName.startsWith('starling-')))
      fault('is not allowed');
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') fault('is of another namespace');
    for (const { name, value } of element.attributes) {
      if (/^(on.*|src|srcset|action|formaction|background|poster|data|srcdoc|xlink:href|ping)$/.test(name)) fault(name);
      if (name === 'href' && !/^(https?:\/\/|mailto:|#comment-)/i.test(value)) fault(`${name}=${value.slice(0, 80)}`);
      if (!isOwn && !/^(href|rel|dir|start|align)$/.test(name)) fault(name);
    }
    if (!isOwn || localName === 'a')
      for (const type of ['click', 'pointerenter', 'focus', 'error', 'load', 'toggle'])
        element.dispatchEvent(new Event(type, { composed: true, cancelable: true }));
  }
  for (const each of inBody) (each as HTMLElement).focus?.();
  await pause();
  if (window.__pwned !== undefined) faults.push(`page ${number}: something ran`);
  return { drawn: bodies.length, elements: inBody.size, faults };
}

/** Runs in the page: which texts the two engines make another DOM of. */
async function compareEngines(
  texts: readonly string[],
): Promise<{ native: boolean; differing: string[]; drawn: string[] }> {
  const deadline = Date.now() + 10_000;
  while (!window.richText) {
    if (Date.now() > deadline) throw new Error('the sanitiser is not loaded');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { nativeEngine, sanitiseWith, purify, buildSimple, toFragment } = window.richText;
  const native = nativeEngine();
  const differing: string[] = [];
  const drawn = texts.map((text) => {
    const shown = (root: HTMLElement | undefined) => {
      const element = document.createElement('div');
      element.append(toFragment(root, text));
      element.normalize();
      return element;
    };
    const byPurify = shown(sanitiseWith(purify, text, { images: false }));
    const byBrowser = native && shown(sanitiseWith(native, text, { images: false }));
    const simple = buildSimple(text);
    for (const other of [byBrowser, simple && shown(simple)])
      if (other && !byPurify.isEqualNode(other))
        differing.push(`${text}\n  DOMPurify: ${byPurify.innerHTML}\n  else: ${other.innerHTML}`);
    return (byBrowser ?? byPurify).innerHTML;
  });
  return { native: !!native, differing, drawn };
}
