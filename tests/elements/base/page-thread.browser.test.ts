import { expect, fixture, html } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test } from 'vitest';
import '../../../src/define.js';
import type { StarlingComments } from '../../../src/elements/comments/comments.js';
import { backendWith, find, textOf, until } from '../../support/elements.js';

const { href, origin } = location;
const article = (path: string) => ({
  id: `c${path.replaceAll('/', '-')}`,
  thread: `${origin}${path}`,
  author: { name: 'Ann' },
  body: `About ${path}`,
});
/** The thread that the comments' text names. */
const shown = (element: Element) => /About (\S+)/.exec(textOf(find(element, 'starling-comment-list')!))?.[1];

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/a');
});

afterEach(() => {
  document.querySelectorAll('link[rel=canonical], base').forEach((link) => link.remove());
  history.replaceState(null, '', href);
});

function canonical(address: string): HTMLLinkElement {
  const link = Object.assign(document.createElement('link'), { rel: 'canonical', href: address });
  document.head.append(link);
  return link;
}

const backend = () =>
  Object.assign(backendWith(['/a', '/b', '/c'].map(article)), {
    // Addresses of tests are http.
    threadId: (thread: string) => thread.replace(/\/$/, ''),
  });

async function comments(own = backend()): Promise<StarlingComments> {
  const element = await fixture<StarlingComments>(html`<starling-comments .backend=${own}></starling-comments>`);
  await until(() => element.store?.status === 'complete');
  return element;
}

/** A second, and the time that one request in memory takes. */
async function withinASecond(condition: () => unknown): Promise<void> {
  const start = performance.now();
  await until(condition);
  expect(performance.now() - start).to.be.lessThan(1000);
}

const type = (element: Element, text: string): void => {
  const field = find<HTMLTextAreaElement>(element, 'textarea')!;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};
const typed = (element: Element) => find<HTMLTextAreaElement>(element, 'textarea')!.value;

describe('without the attribute, the thread', () => {
  test('is that of the address, which the backend names, without hash and tracking parameters', async () => {
    history.replaceState(null, '', '/a/?utm_source=x&p=1&fbclid=y#there');
    const said: string[] = [];
    const own = Object.assign(backend(), { threadId: (thread: string) => (said.push(thread), `${origin}/a`) });
    const element = await comments(own);
    expect(said[0]).to.equal(`${origin}/a/?p=1`);
    expect(element.store!.target.thread).to.include({ id: `${origin}/a`, url: `${origin}/a/?p=1` });
  });

  test('follows the page, whose history stays as it is', async () => {
    const { pushState, replaceState } = history;
    const element = await comments();
    await until(() => shown(element) === '/a');
    history.pushState(null, '', '/b');
    await withinASecond(() => shown(element) === '/b');
    history.back();
    await withinASecond(() => shown(element) === '/a');
    expect(history.pushState).to.equal(pushState);
    expect(history.replaceState).to.equal(replaceState);
  });

  test('follows where the browser tells of no navigation', async () => {
    const silence = (event: Event) => event.stopImmediatePropagation();
    const element = await comments();
    await until(() => shown(element) === '/a');
    const { navigation } = window;
    navigation.addEventListener('navigatesuccess', silence, { capture: true });
    // The follower listens already; an event that it can't have heard must not be needed.
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    history.pushState(null, '', '/b');
    await new Promise((resolve) => setTimeout(resolve, 50));
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    navigation.removeEventListener('navigatesuccess', silence, { capture: true });
    await withinASecond(() => shown(element) === '/b');
  });

  test('stays with a hash, with tracking parameters, and another way to write the same', async () => {
    let asked = 0;
    const own = backend();
    const { list } = own;
    Object.assign(own, { list: (...all: Parameters<typeof list>) => (asked++, list(...all)) });
    const element = await comments(own);
    const { store } = element;
    for (const address of ['/a#x', '/a?utm_source=mail#x', '/a/']) {
      history.pushState(null, '', address);
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    expect(element.store).to.equal(store);
    expect(asked).to.equal(1);
  });

  test('is that of the canonical link, but not of one that is left over from the page before', async () => {
    const link = canonical(`${origin}/c`);
    const element = await comments();
    await until(() => shown(element) === '/c');
    history.pushState(null, '', '/b');
    await withinASecond(() => shown(element) === '/b');
    history.back();
    await withinASecond(() => shown(element) === '/c');
    // A router that changes the link some time after the address.
    history.pushState(null, '', '/elsewhere');
    await until(() => !shown(element));
    link.href = `${origin}/a`;
    await withinASecond(() => shown(element) === '/a');
  });

  test('is that of a canonical link that comes with the element just before the address changes', async () => {
    const link = canonical(`${origin}/c`);
    const element = await comments();
    await until(() => shown(element) === '/c');
    const { parentElement } = element;
    for (const [path, of] of [
      ['/two', '/b'],
      ['/three', '/a'],
    ] as const) {
      element.remove();
      link.href = `${origin}${of}`;
      parentElement!.append(element);
      await Promise.resolve();
      history.pushState(null, '', path);
      await withinASecond(() => shown(element) === of);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(shown(element)).to.equal(of);
    }
    // And is left over for all that.
    history.pushState(null, '', '/b');
    await withinASecond(() => shown(element) === '/b');
  });

  test('is another where the element comes back to another page', async () => {
    const element = await comments();
    const { parentElement } = element;
    element.remove();
    history.pushState(null, '', '/b');
    parentElement!.append(element);
    await withinASecond(() => shown(element) === '/b');
  });

  test('is looked for by nobody while the page is hidden', async () => {
    const element = await comments();
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    try {
      document.dispatchEvent(new Event('visibilitychange'));
      history.pushState(null, '', '/b');
      await new Promise((resolve) => setTimeout(resolve, 1200));
      expect(shown(element)).to.equal('/a');
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
    document.dispatchEvent(new Event('visibilitychange'));
    await withinASecond(() => shown(element) === '/b');
  });

  test('leaves what was typed with the thread where it was begun, however soon the page changes', async () => {
    const element = await comments();
    type(element, 'For the first article');
    history.pushState(null, '', '/b');
    await withinASecond(() => shown(element) === '/b');
    expect(typed(element)).to.equal('');
    type(element, 'For the second');
    history.back();
    await withinASecond(() => shown(element) === '/a' && typed(element) === 'For the first article');
    history.forward();
    await withinASecond(() => shown(element) === '/b' && typed(element) === 'For the second');
  });
});

describe('with the attribute, the thread', () => {
  test('does not follow the page, and is the same for all that the backend calls so', async () => {
    let asked = 0;
    const own = backend();
    const { list } = own;
    Object.assign(own, { list: (...all: Parameters<typeof list>) => (asked++, list(...all)) });
    const both = await fixture(
      html`<div>
        <starling-comment-list .backend=${own} thread="${origin}/c/"></starling-comment-list>
        <starling-comment-list .backend=${own} thread="${origin}/c"></starling-comment-list>
      </div>`,
    );
    await until(() => [...both.children].every((each) => textOf(each).includes('About /c')));
    history.pushState(null, '', '/b');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(textOf(both)).not.to.include('About /b');
    expect(asked).to.equal(1);
  });
});

describe('what is typed before the backend has loaded', () => {
  test('stays, and belongs to the thread', async () => {
    let arrive!: () => void;
    const { registerBackend } = await import('../../../src/define.js');
    registerBackend('slow', async () => {
      await new Promise<void>((resolve) => (arrive = resolve));
      return backend;
    });
    const element = await fixture<StarlingComments>(html`<starling-comments backend="slow"></starling-comments>`);
    expect(textOf(element)).to.include('Loading');
    type(element, 'Early words');
    arrive();
    await until(() => shown(element) === '/a');
    expect(typed(element)).to.equal('Early words');
  });
});

describe('a permalink', () => {
  test('leads to this page, wherever its <base> points', async () => {
    document.head.append(Object.assign(document.createElement('base'), { href: '/elsewhere/' }));
    history.replaceState(null, '', '/a?p=1#top');
    const own = Object.assign(backend(), { threadId: () => `${origin}/a` });
    const element = await comments(own);
    await until(() => find(element, 'a.time'));
    expect(find<HTMLAnchorElement>(element, 'a.time')!.href).to.equal(`${origin}/a?p=1#comment-c-a`);
  });
});
