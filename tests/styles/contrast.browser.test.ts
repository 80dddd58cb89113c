/// <reference types="vite/client" />
import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterEach, describe, test } from 'vitest';
import '../../src/define.js';

afterEach(fixtureCleanup);

const files = import.meta.glob<string>('../../src/themes/*.css', { query: '?raw', import: 'default', eager: true });
const themes = Object.entries({ default: '', ...files }).map(([path, css]) => ({
  theme: path.replace(/.*\/|\.css$/g, ''),
  css,
}));

type Colour = readonly [number, number, number];

/** As the screen shows it: any CSS colour, over another where it lets that through. */
function paint(colour: string, ground?: Colour): Colour {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
  for (const each of [ground && `rgb(${ground.join()})`, colour]) {
    if (!each) continue;
    canvas.fillStyle = each;
    canvas.fillRect(0, 0, 1, 1);
  }
  const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
  return [r!, g!, b!];
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Grounds, the lowest first, by what a style puts there. */
const grounds: Record<string, string[]> = {
  'the page': ['var(--background)'],
  'a surface': ['var(--background)', 'var(--surface)'],
  'the linked comment': ['var(--background)', 'color-mix(in srgb, var(--accent) 8%, transparent)'],
  'a badge': ['var(--background)', 'color-mix(in srgb, var(--accent) 12%, transparent)'],
  'a badge of the linked comment': [
    'var(--background)',
    'color-mix(in srgb, var(--accent) 8%, transparent)',
    'color-mix(in srgb, var(--accent) 12%, transparent)',
  ],
  'the accent': ['var(--accent)'],
  'the accent, pointed at': ['color-mix(in srgb, var(--accent) 88%, var(--text))'],
  'an error’s button': ['var(--error)'],
  'the text': ['var(--text)'],
};

/** What is drawn where, and the contrast that WCAG asks for: 4.5 for text, 3 for what is no text. */
const pairs: [string, string[], number][] = [
  ['--text', ['the page', 'a surface', 'the linked comment'], 4.5],
  ['--muted', ['the page', 'a surface', 'the linked comment'], 4.5],
  ['--accent', ['the page', 'a surface', 'the linked comment', 'a badge', 'a badge of the linked comment'], 4.5],
  ['--error', ['the page', 'a surface', 'the linked comment'], 4.5],
  ['--success', ['the page', 'a surface'], 4.5],
  ['--on-accent', ['the accent', 'the accent, pointed at'], 4.5],
  ['--background', ['an error’s button', 'the text'], 4.5],
  ['--star', ['the page', 'a surface', 'the linked comment'], 3],
  ['--star-empty', ['the page', 'a surface', 'the linked comment'], 3],
  ['--border', ['the page', 'a surface', 'the linked comment'], 3],
];

const looks = themes.flatMap((theme) => ['light', 'dark'].map((scheme) => ({ ...theme, scheme })));

describe.each(looks)('in $scheme colours, under the theme $theme', ({ css, scheme }) => {
  /** What an expression with the tokens comes to. */
  const open = async () => {
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = css;
    const list = document.body.appendChild(document.createElement('starling-comment-list'));
    list.style.colorScheme = scheme;
    await list.updateComplete;
    const probe = list.shadowRoot!.appendChild(document.createElement('i'));
    const value = (expression: string) => {
      probe.style.color = expression;
      return getComputedStyle(probe).color;
    };
    const busy = list.shadowRoot!.appendChild(document.createElement('div'));
    busy.setAttribute('aria-busy', 'true');
    const opacity = Number(getComputedStyle(busy).opacity);
    const close = () => {
      list.remove();
      style.remove();
    };
    return { value, opacity, close };
  };

  test.each(pairs)('%s can be read, or made out, on whatever it stands', async (token, places, least) => {
    const { value, close } = await open();
    const found = places.map((place) => {
      const ground = grounds[place]!.reduce<Colour | undefined>((below, each) => paint(value(each), below), undefined)!;
      return [place, contrast(paint(value(`var(${token})`)), ground)] as const;
    });
    close();
    expect(found.filter(([, ratio]) => ratio < least)).to.eql([]);
  });

  test('muted text can be read while the comments are busy', async () => {
    const { value, opacity, close } = await open();
    const ground = paint(value('var(--background)'));
    const [r, g, b] = paint(value('var(--muted)'));
    close();
    expect(contrast(paint(`rgb(${r} ${g} ${b} / ${opacity})`, ground), ground)).to.be.at.least(4.5);
  });
});
