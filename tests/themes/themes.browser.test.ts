/// <reference types="vite/client" />
import { expect, fixture, html } from '@open-wc/testing';
import { describe, test } from 'vitest';
import '../../src/define.js';
import { contrast } from '../support/contrast.js';

const themes = import.meta.glob<string>('../../src/themes/*.css', { query: '?raw', import: 'default', eager: true });
const named = Object.entries({ default: '', ...themes }).map(([path, css]): [string, string] => [
  path.replace(/.*\/|\.css$/g, ''),
  css,
]);

/** Colour, ground, and the least contrast that they may have (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs: [string, string, number][] = [
  ...['text', 'muted', 'accent', 'error', 'success'].flatMap((colour): [string, string, number][] => [
    [colour, 'background', 4.5],
    [colour, 'surface', 4.5],
  ]),
  ['on-accent', 'accent', 4.5],
  ...['border', 'star', 'star-empty'].flatMap((colour): [string, string, number][] => [
    [colour, 'background', 3],
    [colour, 'surface', 3],
  ]),
];

describe.each(named)('the theme %s', (name, css) => {
  test.each(['light', 'dark'])('has enough contrast in the %s', async (scheme) => {
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = css;
    try {
      const element = await fixture(html`<starling-rating readonly value="3" theme=${scheme}></starling-rating>`);
      const probe = element.shadowRoot!.appendChild(document.createElement('i'));
      const colour = (token: string) => {
        probe.style.color = `var(--${token})`;
        return getComputedStyle(probe).color;
      };
      const least = (pair: number) => (name === 'high-contrast' ? (pair === 3 ? 4.5 : 7) : pair);
      const poor = pairs
        .map(([front, ground, wanted]) => ({
          front,
          ground,
          wanted: least(wanted),
          is: contrast(colour(front), colour(ground)),
        }))
        .filter(({ wanted, is }) => is < wanted);
      expect(poor).to.deep.equal([]);
    } finally {
      style.remove();
    }
  });
});

test('a contrast that is too low is found', () => {
  expect(contrast('rgb(119, 119, 119)', 'rgb(255, 255, 255)')).to.be.within(4.4, 4.5);
});
