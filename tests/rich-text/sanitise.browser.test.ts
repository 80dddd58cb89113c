import { expect } from '@open-wc/testing';
import { describe, test, vi } from 'vitest';
import { purify } from '../../src/rich-text/later/purify.js';
import { nativeEngine, sanitiseWith } from '../../src/rich-text/later/sanitise.js';
import type { Engine } from '../../src/rich-text/sanitiser.js';
import { toFragment } from '../../src/rich-text/to-fragment.js';
import { bombs, good, hostile } from './corpus.js';

const names = new Set(
  'p br hr strong b em i u s del ins sub sup kbd code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 table thead tbody tr th td a'.split(
    ' ',
  ),
);
const engines: Record<string, Engine> = { setHTML: nativeEngine()!, DOMPurify: purify };
const entries = Object.entries({ ...hostile, ...good });

declare global {
  interface Window {
    __pwned?: unknown;
  }
}

/** The outcome in an element, as a page would hold it. */
function clean(html: string, { engine = purify as Engine, images = false } = {}): HTMLElement {
  const element = document.createElement('div');
  element.append(toFragment(sanitiseWith(engine, html, { images }), html));
  element.normalize();
  return element;
}

test('this browser has both engines, so that they can be compared', () => {
  expect(engines.setHTML).to.be.a('function');
});

for (const [engineName, engine] of Object.entries(engines)) {
  describe(`by ${engineName}`, () => {
    test.each(entries)('only what the allow-list names is left of: %s', (_title, html) => {
      for (const images of [false, true])
        for (const element of everything(clean(html, { engine, images }))) isAllowed(element, images);
    });

    test('nothing runs and nothing is fetched when the whole corpus stands in a live shadow root', async () => {
      const upgraded: Element[] = [];
      defineOnce('x-hostile', class extends HTMLElement {}, upgraded);
      defineOnce('x-hostile-paragraph', class extends HTMLParagraphElement {}, upgraded, 'p');
      performance.clearResourceTimings();
      const host = document.body.appendChild(document.createElement('div'));
      const root = host.attachShadow({ mode: 'open' });
      for (const [, html] of entries) root.append(clean(html, { engine }));
      for (const element of root.querySelectorAll('*')) element.dispatchEvent(new Event('click', { cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(window.__pwned).to.equal(undefined);
      expect(root.querySelectorAll('*').length).to.be.above(100);
      expect(upgraded).to.deep.equal([]);
      const fetched = performance.getEntriesByType('resource').map((entry) => entry.name);
      expect(fetched.filter((name) => /\/leak\/|example/.test(name))).to.deep.equal([]);
      host.remove();
    });

    test.each(Object.entries(good))('good HTML survives unchanged: %s', (_title, html) => {
      const expected = document.createElement('template');
      expected.innerHTML = html;
      const element = clean(html, { engine });
      for (const block of element.querySelectorAll('[dir=auto]')) block.removeAttribute('dir');
      expect(element.innerHTML).to.equal(expected.innerHTML);
    });

    test.each(Object.entries(bombs))('a bomb neither throws nor nests deep, and its text stays: %s', (_title, html) => {
      const element = clean(html, { engine });
      expect(element.textContent.endsWith('deep')).to.equal(true);
      expect(element.querySelectorAll('*').length).to.be.below(20_000);
      expect(element.querySelector('*>'.repeat(33) + '*')).to.equal(null);
      expect(window.__pwned).to.equal(undefined);
    });

    test('links go to the web or to a mailbox and pass nothing on', () => {
      const element = clean(
        '<a href="https://example.com">a</a><a href="HTTP://example.com/b" rel="opener">b</a><a href=" mailto:c@example.com ">c</a><a href="/d">d</a>',
        { engine },
      );
      const links = [...element.querySelectorAll('a')].map((link) => [
        link.getAttribute('href'),
        link.getAttribute('rel'),
      ]);
      const rel = 'nofollow ugc noopener';
      expect(links).to.deep.equal([
        ['https://example.com', rel],
        ['HTTP://example.com/b', rel],
        ['mailto:c@example.com', rel],
        [null, null],
      ]);
    });

    test('an image becomes a link with its text or its address, and text inside a link', () => {
      const element = clean(
        '<img src="https://example.com/a.png" alt="A"><img src="https://example.com/b.png"><img src="/c.png" alt="C"><a href="https://example.com/"><img src="https://example.com/d.png" alt="D"></a>',
        { engine },
      );
      expect(element.querySelector('img')).to.equal(null);
      expect(element.textContent).to.equal('Ahttps://example.com/b.pngCD');
      expect([...element.querySelectorAll('a')].map((link) => link.getAttribute('href'))).to.deep.equal([
        'https://example.com/a.png',
        'https://example.com/b.png',
        'https://example.com/',
      ]);
    });

    test('where the page allows images they stay, lazy and without referrer, if they lie on the web', () => {
      const element = clean(
        '<img src="https://example.invalid/a.png" alt="A" width=9 srcset=x><img src="data:,x" alt="B">',
        {
          engine,
          images: true,
        },
      );
      const expected = document.createElement('template');
      expected.innerHTML =
        '<img src="https://example.invalid/a.png" alt="A" loading="lazy" decoding="async" referrerpolicy="no-referrer">B';
      expect(element.firstChild!.isEqualNode(expected.content.firstChild)).to.equal(true);
      expect(element.textContent).to.equal('B');
    });

    test('wrappers of other editors leave their content, what is unknown or dangerous takes it away', () => {
      const html =
        '<div>a<span class=x>b</span></div><x-y>c</x-y><script>d</script><svg><text>e</text></svg><font>f</font>';
      expect(clean(html, { engine }).innerHTML).to.equal('abf');
    });

    test.each([
      ['a paragraph', '<p>עברית</p><p>English</p><p>عربي</p>', 'p', ['rtl', 'ltr', 'rtl']],
      ['a paragraph with markup in it', '<p><b>עברית</b></p><p><b>a</b> עברית</p>', 'p', ['rtl', 'ltr']],
      ['a heading', '<h2>English</h2><h3>עברית</h3>', 'h2,h3', ['ltr', 'rtl']],
      ['a list, as its first item', '<ul><li>עברית</li><li>English</li></ul>', 'ul,li', ['rtl', 'rtl', 'ltr']],
      ['a list in a list', '<ul><li>English<ol><li>עברית</li></ol></li></ul>', 'ul,ol', ['ltr', 'rtl']],
      ['a loose list', '<ol><li><p>עברית</p><p>English</p></li></ol>', 'ol,li,p', ['rtl', 'rtl', 'rtl', 'ltr']],
      ['a quote', '<blockquote><p>עברית</p></blockquote><p>English</p>', 'blockquote,p', ['rtl', 'rtl', 'ltr']],
      ['a quote in a quote', '<blockquote>\n<blockquote>עברית</blockquote></blockquote>', 'blockquote', ['rtl', 'rtl']],
      ['a table', '<table><tr><th>עברית</th><th>English</th></tr></table>', 'table,th', ['rtl', 'rtl', 'ltr']],
      ['code', '<pre><code>a = "עברית"</code></pre>', 'pre', ['ltr']],
    ])('%s has the direction of its words', (_title, html, blocks, directions) => {
      const page = document.body.appendChild(document.createElement('div'));
      for (const dir of ['ltr', 'rtl']) {
        page.dir = dir;
        page.replaceChildren(clean(html, { engine }));
        const found = [...page.querySelectorAll(blocks)].map((block) => getComputedStyle(block).direction);
        expect(found).to.deep.equal(directions);
      }
      page.remove();
    });

    test('an unknown nesting depth ends in text', () => {
      const element = clean('<blockquote>'.repeat(40) + '<b>end</b>', { engine });
      expect(element.querySelectorAll('blockquote').length).to.equal(32);
      expect(element.querySelector('b')).to.equal(null);
      expect(element.textContent).to.equal('end');
    });
  });
}

test.each([...entries, ...Object.entries(bombs)])('both engines give the same DOM of: %s', (_title, html) => {
  for (const images of [false, true]) {
    const [byBrowser, byPurify] = Object.values(engines).map((engine) => clean(html, { engine, images }));
    expect(byPurify!.innerHTML).to.equal(byBrowser!.innerHTML);
    expect(byPurify!.isEqualNode(byBrowser!)).to.equal(true);
  }
});

test('the corpus and the checks do their work: put into a page as it is, it loads and runs', async () => {
  performance.clearResourceTimings();
  const host = document.body.appendChild(document.createElement('div'));
  host.innerHTML = hostile['an image with onerror']!;
  await vi.waitUntil(() => window.__pwned === 1, { timeout: 10_000 });
  expect(performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/leak/a'))).to.equal(true);
  delete window.__pwned;
  host.remove();
});

/** All elements below, and those in shadow roots. */
function everything(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? everything(element.shadowRoot) : []),
  ]);
}

function isAllowed(element: Element, images: boolean): void {
  const name = element.localName;
  expect(element.namespaceURI).to.equal('http://www.w3.org/1999/xhtml');
  expect(element.shadowRoot).to.equal(null);
  if (!(images && name === 'img')) expect(names).to.include(name);
  const attributes = element
    .getAttributeNames()
    .filter((attribute) => !(attribute === 'dir' && /^(p|h\d|pre|blockquote|[uo]l|li|table|t[hd])$/.test(name)))
    .sort()
    .join();
  if (element.hasAttribute('dir')) expect(element.getAttribute('dir')).to.equal('auto');
  if (name === 'img') expect(attributes).to.equal('alt,decoding,loading,referrerpolicy,src');
  else if (name === 'a') expect(['', 'href,rel']).to.include(attributes);
  else if (name === 'ol') expect(['', 'start']).to.include(attributes);
  else if (name === 'th' || name === 'td') expect(['', 'align']).to.include(attributes);
  else expect(attributes).to.equal('');
  for (const address of ['href', 'src'].map((key) => element.getAttribute(key)))
    if (address !== null) expect(address).to.match(/^(https?:\/\/|mailto:)/i);
  for (const node of element.childNodes) expect([Node.ELEMENT_NODE, Node.TEXT_NODE]).to.include(node.nodeType);
}

function defineOnce(name: string, Base: typeof HTMLElement, upgraded: Element[], builtIn?: string): void {
  reports.set(name, upgraded);
  if (customElements.get(name)) return;
  const Reporting = class extends Base {
    connectedCallback() {
      reports.get(name)!.push(this);
    }
  };
  customElements.define(name, Reporting, builtIn ? { extends: builtIn } : {});
}
const reports = new Map<string, Element[]>();
