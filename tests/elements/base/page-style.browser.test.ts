import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test } from 'vitest';
import type { StarlingCommentForm } from '../../../src/elements/comment-form/comment-form.js';
import '../../../src/define.js';
import { backendWith, find, findAll, roots, until } from '../../support/elements.js';
import { newThread } from '../../support/comment-form.js';

let style: HTMLStyleElement;
beforeEach(() => {
  style = document.head.appendChild(document.createElement('style'));
});
afterEach(() => {
  fixtureCleanup();
  style.remove();
  document.documentElement.className = '';
  document.querySelectorAll('body > .page').forEach((page) => page.remove());
});

/** The whole, in a page with its own styles, once the comments are drawn. */
async function open(css: string, attributes: Record<string, string> = {}): Promise<HTMLElement> {
  style.textContent = css;
  const page = document.body.appendChild(document.createElement('div'));
  page.className = 'page';
  const element = document.createElement('starling-comments');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, { backend: backendWith(roots(2)), thread: newThread() });
  page.append(element);
  await until(() => find(element, '.body')?.textContent);
  return element;
}

const px = (element: Element, property: string) => parseFloat(getComputedStyle(element).getPropertyValue(property));
const size = (element: Element) => px(element, 'font-size');
const colour = (element: Element) => getComputedStyle(element).color;

describe('type', () => {
  test('is the page’s own: its family, its size and its line height, whatever the root has', async () => {
    const element = await open(
      'html { font-size: 62.5% } body { font-family: Courier; font-size: 1.8rem; line-height: 1.7 }',
    );
    for (const each of [find(element, '#email')!, find(element, '.body')!, find(element, 'textarea')!]) {
      expect(size(each)).to.equal(18);
      expect(getComputedStyle(each).fontFamily).to.equal('Courier');
      expect(px(each, 'line-height')).to.be.closeTo(18 * 1.7, 0.1);
    }
  });

  test('and spacing are of the same size at 62.5% and at 100%', async () => {
    const measure = async (css: string) => {
      const element = await open(css);
      element.style.display = 'block';
      element.style.width = '600px';
      const boxes = ['#email', '.foot input', '.avatar', '.body', 'footer button', '.head', '[part=submit]', '.stars'];
      return boxes.map((selector) => {
        const { width, height } = find(element, selector)!.getBoundingClientRect();
        return `${selector} ${width.toFixed(1)} x ${height.toFixed(1)}`;
      });
    };
    const usual = await measure('body { font-size: 16px; font-family: Courier }');
    document.querySelector('body > .page')!.remove();
    expect(await measure('html { font-size: 62.5% } body { font-size: 16px; font-family: Courier }')).to.eql(usual);
  });

  test('takes what the variables say, the size once', async () => {
    const css =
      'starling-comments { --starling-font: Georgia; --starling-font-size: 1.5em; --starling-line-height: 2 }';
    const element = await open(`body { font-size: 20px } ${css}`);
    for (const [selector, of] of [
      ['#email', 1],
      ['.body', 1],
      ['legend', 0.875],
    ] as const) {
      const each = find(element, selector)!;
      expect(size(each)).to.equal(30 * of);
      expect(getComputedStyle(each).fontFamily).to.equal('Georgia');
      expect(px(each, 'line-height')).to.equal(60 * of);
    }
    style.textContent += 'body { font-family: Courier } starling-comments { --starling-font: inherit }';
    expect(getComputedStyle(find(element, '#email')!).fontFamily).to.equal('Courier');
  });

  test('is at least as large in fields as one can type in', async () => {
    const element = await open('html { font-size: 62.5% }');
    expect(size(find(element, '.body')!)).to.equal(10);
    expect(size(find(element, '#email')!)).to.equal(13);
  });

  test('gives avatars the size that the page wants', async () => {
    const element = await open('starling-comments { --starling-avatar-size: 3em } body { font-size: 20px }');
    expect(find(element, '.avatar')!.getBoundingClientRect().width).to.equal(60);
    const { left } = find(element, 'article')!.getBoundingClientRect();
    expect(find(element, '.body')!.getBoundingClientRect().left - left).to.equal(60 + 0.75 * 20);
  });
});

describe('a page that tells light and dark by its text alone', () => {
  const dark = '.dark body { background: #111; color: #ddd }';
  const isDark = (element: Element) => findAll(element, '.body, #email, legend').every((each) => light(colour(each)));
  const light = (rgb: string) => Number(/\d+/.exec(rgb)![0]) > 128;

  test('is followed from the first moment, fields and boxes included', async () => {
    document.documentElement.className = 'dark';
    const element = await open(dark);
    expect(isDark(element)).to.equal(true);
    expect(getComputedStyle(find(element, '[type=checkbox]')!).colorScheme).to.equal('dark');
    expect(light(getComputedStyle(find(element, '#email')!).backgroundColor)).to.equal(false);
    await expect(element).to.be.accessible();
  });

  test('is followed within 200 ms when it switches, there and back', async () => {
    const element = await open(dark);
    expect(isDark(element)).to.equal(false);
    for (const [name, expected] of [
      ['dark', true],
      ['', false],
    ] as const) {
      document.documentElement.className = name;
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(isDark(element), name).to.equal(expected);
    }
  });

  test.each([
    ['rgb(128, 128, 128)', false],
    ['oklch(0.59 0.1 20)', false],
    ['oklch(0.61 0.1 20)', true],
    ['color(display-p3 0.9 0.9 0.9)', true],
    // By its luminance it would be dark text.
    ['rgb(255 0 0)', true],
  ])('text in %s: dark is %s', async (text, expected) => {
    expect(isDark(await open(`body { color: ${text} }`))).to.equal(expected);
  });

  test('counts less than color-scheme, and than the theme', async () => {
    document.documentElement.className = 'dark';
    expect(isDark(await open(`${dark} html { color-scheme: light }`))).to.equal(false);
    document.querySelector('body > .page')!.remove();
    const element = await open(dark, { theme: 'light' });
    expect(isDark(element)).to.equal(false);
    element.setAttribute('theme', 'dark');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isDark(element)).to.equal(true);
  });

  test('is followed where the page takes both, and the reader’s choice is the other', async () => {
    const meta = document.head.appendChild(document.createElement('meta'));
    meta.name = 'color-scheme';
    meta.content = 'dark';
    try {
      expect(isDark(await open('body { background: #fff; color: #111 }'))).to.equal(false);
    } finally {
      meta.remove();
    }
  });

  test('is followed by stars and a form that stand alone', async () => {
    document.documentElement.className = 'dark';
    await open(dark);
    const page = document.querySelector('body > .page')!;
    const rating = page.appendChild(document.createElement('starling-rating'));
    rating.label = 'Stars';
    await rating.updateComplete;
    expect(light(colour(find(rating, 'legend')!))).to.equal(true);
    const form: StarlingCommentForm = page.appendChild(document.createElement('starling-comment-form'));
    await form.updateComplete;
    expect(light(colour(find(form, '#title')!))).to.equal(true);
  });
});
