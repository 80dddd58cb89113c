import { expect, fixture, html } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { setMessages } from '../../../src/define.js';
import type { StarlingComments } from '../../../src/elements/comments/comments.js';
import { backendWith, button, find, findAll, roots, textOf, until } from '../../support/elements.js';

beforeEach(() => localStorage.clear());

async function comments(content = html``, backend = backendWith(roots(2))): Promise<StarlingComments> {
  const element = await fixture<StarlingComments>(
    html`<starling-comments .backend=${backend} thread="t">${content}</starling-comments>`,
  );
  await until(() => textOf(element).includes('comment'));
  await until(() => element.store?.status === 'complete');
  return element;
}

describe('the whole', () => {
  test('is accessible', async () => {
    await expect(await comments()).to.be.accessible();
  });

  test('shows form, summary and list over one request', async () => {
    const backend = backendWith([{ id: 'a', author: { name: 'Ann' }, body: 'x', rating: 4 }]);
    let asked = 0;
    const { list } = backend;
    Object.assign(backend, { list: (...all: Parameters<typeof list>) => (asked++, list(...all)) });
    const element = await comments(html``, backend);
    await until(() => textOf(element).includes('Ann'));
    expect(textOf(element)).to.include('Leave a Comment');
    expect(textOf(element)).to.include('1 rating');
    expect(asked).to.equal(1);
  });

  test('goes to another thread with all its parts when the attribute changes', async () => {
    const element = await comments();
    element.setAttribute('thread', 'u');
    await until(
      () =>
        textOf(find(element, 'starling-comment-list')!).includes('2 comments') &&
        element.store?.target.thread.id === 'u',
    );
    element.backend = backendWith([]);
    await until(() => textOf(element).includes('Leave the first review'));
  });

  test('follows its attributes inside: heading level, depth, feedback', async () => {
    const element = await comments();
    element.headingLevel = 4;
    await until(() =>
      findAll(element, '[role=heading]').every((heading) => heading.getAttribute('aria-level') === '4'),
    );
  });

  test('sorts and pages anew when those attributes change, and by default when they go', async () => {
    const element = await comments(html``, backendWith(roots(4)));
    const names = () =>
      findAll(element, '[part=author]')
        .map((author) => author.textContent!.trim())
        .join();
    await until(() => names().startsWith('Reader 4'));
    element.setAttribute('sort', 'oldest');
    await until(() => names().startsWith('Reader 1'));
    element.setAttribute('page-size', '2');
    await until(() => names() === 'Reader 1,Reader 2');
    for (const name of ['sort', 'page-size', 'max-depth', 'heading-level']) element.removeAttribute(name);
    await until(() => names() === 'Reader 4,Reader 3,Reader 2,Reader 1');
    element.setAttribute('heading-level', '3');
    element.removeAttribute('heading-level');
    await until(() => find(element, '[role=heading]')!.getAttribute('aria-level') === '2');
  });

  test('shows the page’s own heading, empty text and footer in their places', async () => {
    const element = await comments(
      html`<h2 slot="heading">Say hello</h2>
        <p slot="empty">Nobody yet</p>
        <p slot="footer">Be kind</p>`,
      backendWith([]),
    );
    await until(() => textOf(element).includes('Nobody yet'));
    expect(textOf(element)).to.include('Say hello');
    expect(textOf(element)).to.include('Be kind');
    expect(textOf(element)).not.to.include('Leave a Comment');
    expect(textOf(element)).not.to.include('Leave the first review');
  });

  test('puts the focus into the form when asked', async () => {
    const element = await comments();
    element.focus();
    await until(() => find(element, 'starling-comment-form')!.shadowRoot!.activeElement);
  });

  test('puts the focus into the form also when asked before there is one', async () => {
    const element = document.createElement('starling-comments');
    Object.assign(element, { backend: backendWith([]), thread: 't' });
    document.body.append(element);
    element.focus();
    try {
      await until(() => find(element, 'starling-comment-form')?.shadowRoot?.activeElement);
    } finally {
      element.remove();
    }
  });

  test('asks the page’s own origin where its server is empty', async () => {
    const { fetch } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = async (address) => {
      asked.push(new URL(address as string, document.baseURI).href.split('?')[0]!);
      return new Response('{}');
    };
    try {
      await fixture(html`<starling-comments server thread="t"></starling-comments>`);
      await until(() => asked.length);
    } finally {
      globalThis.fetch = fetch;
    }
    expect(asked[0]).to.equal(`${location.origin}/api/v1/comments`);
  });

  test('speaks the language of its own attribute in all its parts, else that of the page around', async () => {
    setMessages('xx', { send: 'Xsend', 'comments.other': '{n} xcomments' });
    const element = await comments();
    element.setAttribute('locale', 'xx');
    await until(() => button(element, 'Xsend') && textOf(element).includes('2 xcomments'));
    element.removeAttribute('locale');
    await until(() => button(element, 'Post comment'));
    const around = await fixture<HTMLElement>(html`<div lang="xx"></div>`);
    around.append(element);
    await until(() => button(element, 'Xsend'));
  });

  test('takes light or dark from its theme, whatever the page has', async () => {
    const element = await comments();
    element.setAttribute('theme', 'dark');
    expect(getComputedStyle(element).colorScheme).to.equal('dark');
    expect(getComputedStyle(find(element, '[role=heading]')!).color).to.equal('rgb(233, 234, 240)');
  });

  test('takes the variables of the page', async () => {
    const element = await comments();
    element.style.setProperty('--starling-color-accent', 'rgb(1, 2, 3)');
    expect(getComputedStyle(button(element, 'Post comment')!).backgroundColor).to.equal('rgb(1, 2, 3)');
  });
});
