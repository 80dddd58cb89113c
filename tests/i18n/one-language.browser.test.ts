import { exactDate } from '../../src/i18n/exact-date.js';
import { fixture, html } from '@open-wc/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/bundle.js';
import { localeOf, setMessages } from '../../src/i18n/locale.js';
import { messages } from '../../src/locales/en-all.js';
import { newReader, newThread } from '../support/comment-form.js';
import { backendWith, find, findAll, roots, textOf, until } from '../support/elements.js';

beforeEach(newReader);
afterEach(() => (document.documentElement.lang = 'en'));

const open = async (lang: string, locale?: string): Promise<HTMLElement> => {
  document.documentElement.lang = lang;
  const element = await fixture<HTMLElement>(
    html`<starling-comments .backend=${backendWith(roots(2))} thread=${newThread()} .locale=${locale ?? ''}
      ><p slot="footer">Voettekst</p></starling-comments
    >`,
  );
  await until(() => textOf(element).includes('Comment number 2'));
  return element;
};
/** The language and the direction of an element, by what is around it, across shadow roots. */
const around = (element: Element, name: 'lang' | 'dir'): string => {
  const found = element.closest(`[${name}]`)?.getAttribute(name);
  const root = element.getRootNode();
  return found ?? (root instanceof ShadowRoot ? around(root.host, name) : '');
};

describe('texts, dates and numbers are in one language', () => {
  test('English where there are no texts in that of the page', () => {
    const dutch = localeOf('nl');
    expect(dutch.lang).toBe('en');
    expect(dutch.number(1234.5)).toBe('1,234.5');
    expect(exactDate(dutch, '2026-03-01T12:00:00Z')).toContain('March');
  });

  test('its own as soon as there are some', () => {
    setMessages('fi', { send: 'Lähetä' });
    expect(localeOf('fi-FI').lang).toBe('fi-FI');
    expect(exactDate(localeOf('fi-FI'), '2026-03-01T12:00:00Z')).toContain('maaliskuuta');
  });

  test('texts that arrive later are asked for at the first use', async () => {
    expect(localeOf('de-AT').lang).toBe('en');
    await until(() => localeOf('de-AT').lang === 'de-AT');
    expect(exactDate(localeOf('de-AT'), '2026-03-01T12:00:00Z')).toContain('März');
  });
});

describe('what is drawn in another language than the page says so', () => {
  test('English on a Dutch page, but not what readers wrote, nor the page’s own words', async () => {
    const element = await open('nl');
    const form = () => find(element, 'form')!;
    await vi.waitUntil(() => around(form(), 'lang') === 'en', { timeout: 3000 });
    expect(around(find(element, 'header')!, 'lang')).toBe('en');
    await until(() => findAll(element, '.body').every((body) => around(body, 'lang') === 'nl'));
    expect(around(element.querySelector('[slot=footer]')!, 'lang')).toBe('nl');
    expect(element.hasAttribute('lang')).toBe(false);
    expect(find(element, 'form')).toBeTruthy();
  });

  test('Arabic on an English page, from right to left', async () => {
    const element = await open('en', 'ar');
    await vi.waitUntil(() => around(find(element, 'form')!, 'lang') === 'ar', { timeout: 3000 });
    expect(getComputedStyle(find(element, 'form')!).direction).toBe('rtl');
    expect(getComputedStyle(find(element, 'header')!).direction).toBe('rtl');
    expect(getComputedStyle(element).direction).toBe('ltr');
  });

  test('and no longer once there are texts in that of the page', async () => {
    const element = await open('cy');
    await vi.waitUntil(() => around(find(element, 'form')!, 'lang') === 'en', { timeout: 3000 });
    setMessages('cy', messages);
    await until(() => around(find(element, 'form')!, 'lang') === 'cy');
  });

  test('nothing is marked where it is that of the page', async () => {
    const element = await open('en-GB');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(findAll(element, '[lang]')).toEqual([]);
  });

  test('a count in the page’s own text, too', async () => {
    const backend = backendWith(roots(2).map((root) => ({ ...root, thread: 'one' })));
    const line = await fixture(
      html`<p lang="en">
        <starling-comment-count .backend=${backend} thread="one" locale="ar"></starling-comment-count>
        <starling-comment-count .backend=${backend} thread="one"></starling-comment-count>
        <span lang="nl">
          <starling-comment-count .backend=${backend} thread="one"></starling-comment-count>
        </span>
      </p>`,
    );
    const drawn = () =>
      [...line.querySelectorAll('starling-comment-count')].map((count) => {
        const words = count.shadowRoot!.querySelector('span');
        return words && { text: words.textContent, lang: words.lang, dir: words.dir };
      });
    const isArabic = () => drawn()[0]?.lang === 'ar' && /[\u0600-\u06ff]/.test(drawn()[0]!.text);
    await until(() => isArabic() && drawn()[1]?.text && drawn()[2]?.text);
    expect(drawn().map((each) => each!.dir)).toEqual(['rtl', '', '']);
    expect(drawn().slice(1)).toEqual([
      { text: '2 comments', lang: '', dir: '' },
      { text: '2 comments', lang: 'en', dir: '' },
    ]);
    expect(line.querySelectorAll('starling-comment-count[lang]')).toHaveLength(0);
  });
});

test('each comment has its exact date for a screen reader, and shows it to those who come by keyboard', async () => {
  const element = await open('en');
  const date = () => find(element, '.time .unseen')!;
  await vi.waitUntil(() => /, \w+ \d+, \d{4}/.test(date().textContent!), { timeout: 4000 });
  const link = date().closest('a')!;
  expect(link.textContent).toMatch(/^\d minutes? ago, \w+ \d+, \d{4} at /);
  expect(date().getBoundingClientRect().height === 0 || getComputedStyle(date()).clipPath !== 'none').toBe(true);
  document.querySelector<HTMLElement>('body')!.focus();
  link.focus({ focusVisible: true } as FocusOptions);
  await until(() => getComputedStyle(date()).clipPath === 'none');
  expect(link.title).toBe('');
});
