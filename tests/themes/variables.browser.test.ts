import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import '../../src/define.js';
import { contrast } from '../support/contrast.js';
import { button, find, findAll } from '../support/elements.js';
import { newReader } from '../support/comment-form.js';
import { openWhole } from '../support/whole-widget.js';

/** What is looked at: the element, its pseudo-element, a property. */
type Look = [
  thing: string,
  selector: string | ((each: Element) => Element | undefined),
  property: string,
  pseudo?: string,
];

const colour = (name: string, ...looks: Look[]) => ({ name: `color-${name}`, value: 'rgb(1, 2, 3)', looks });

/** Each variable of the page, a value for it, and where that is seen; as a computed value, where it is another. */
const variables: { name: string; value: string; seen?: string; looks: Look[] }[] = [
  colour(
    'accent',
    ['the ground of what sends', (each) => button(each, 'Post comment'), 'background-color'],
    ['a link', '.body a', 'color'],
    ['a badge', '.badge', 'color'],
  ),
  colour('on-accent', ['the text on it', (each) => button(each, 'Post comment'), 'color']),
  colour(
    'text',
    ['the words', '.body', 'color'],
    ['a name', 'header .author', 'color'],
    ['what is typed', 'textarea', 'color'],
    ['a heading', '[role=heading]', 'color'],
    ['the mean', '.mean b', 'color'],
    ['Reply', (each) => button(each, 'Reply'), 'color'],
  ),
  colour(
    'muted',
    ['the time', '.time', 'color'],
    ['a hint', 'label small', 'color'],
    ['the number of characters', '.count', 'color'],
    ['how many ratings', '.mean', 'color'],
    ['Report', (each) => button(each, 'Report'), 'color'],
  ),
  colour('background', ['a field', '#email', 'background-color'], ['the order', 'select', 'background-color']),
  colour('surface', ['the ratings', '.all', 'background-color'], ['code', 'pre', 'background-color']),
  colour(
    'border',
    ['a field', '#name', 'border-top-color'],
    ['Preview', (each) => button(each, 'Preview'), 'border-top-color'],
  ),
  colour(
    'error',
    ['what is wrong', '.wrong [id$=note]', 'color'],
    ['its field', '.wrong textarea', 'border-top-color'],
  ),
  colour(
    'success',
    ['what is right', '.good #body-note', 'color'],
    ['its field', '.good textarea', 'border-top-color'],
  ),
  colour('star', ['a row of the ratings', '.rows i i', 'background-color']),
  colour(
    'star-empty',
    ['stars of a comment', 'header .stars', 'background-color', '::before'],
    ['stars to choose', 'fieldset .stars', 'background-color', '::before'],
  ),
  {
    ...{
      name: 'color-star',
      value: 'rgb(1, 2, 3)',
      seen: 'linear-gradient(90deg, rgb(1, 2, 3) 80%, rgba(0, 0, 0, 0) 0px)',
    },
    looks: [['the stars of a comment', 'header .stars', 'background-image', '::after']],
  },
  {
    ...{ name: 'font', value: 'Georgia' },
    looks: [
      ['the words', '.body', 'font-family'],
      ['a field', '#name', 'font-family'],
      ['a button', (each) => button(each, 'Reply'), 'font-family'],
      ['a heading', '[role=heading]', 'font-family'],
    ],
  },
  {
    ...{ name: 'font-size', value: '21px' },
    looks: [
      ['the words', '.body', 'font-size'],
      ['a field', '#name', 'font-size'],
    ],
  },
  {
    ...{ name: 'line-height', value: '40px' },
    looks: [
      ['the words', '.body', 'line-height'],
      ['what is typed', 'textarea', 'line-height'],
      ['a label', 'label[for=email]', 'line-height'],
      ['how many ratings', '.mean', 'line-height'],
    ],
  },
  {
    ...{ name: 'radius', value: '13px' },
    looks: [
      ['a field', '#email', 'border-top-left-radius'],
      ['what sends', (each) => button(each, 'Post comment'), 'border-top-left-radius'],
      ['the ratings', '.all', 'border-top-left-radius'],
      ['the order', 'select', 'border-top-left-radius'],
      ['code', 'pre', 'border-top-left-radius'],
    ],
  },
  {
    ...{ name: 'space', value: '33px' },
    looks: [
      ['between comments', 'li', 'padding-top'],
      ['below the title', '#title', 'margin-bottom'],
      ['between the columns of fields', '.author[class=author]:has(.field)', 'column-gap'],
      ['above the panel', '.panel', 'padding-top'],
    ],
  },
  {
    ...{ name: 'star-size', value: '50px', seen: '58px' },
    // With its padding, a quarter of an em of each side.
    looks: [['a star to choose', 'fieldset .stars', 'width']],
  },
  { ...{ name: 'avatar-size', value: '60px' }, looks: [['an avatar', '.avatar', 'width']] },
];

let element: HTMLElement;
beforeAll(async () => {
  newReader();
  element = await openWhole();
  // Wide enough for the full sizes, and without what moves.
  element.style.cssText = 'width: 900px';
}, 60_000);
afterAll(() => {
  element?.remove();
  fixtureCleanup();
});
const set: string[] = [];
afterEach(() => {
  for (const name of set.splice(0)) document.documentElement.style.removeProperty(name);
});
const give = (name: string, value: string) => {
  set.push(name);
  document.documentElement.style.setProperty(name, value);
};
/** Colours change by and by. */
const settled = () =>
  Promise.all(
    findAll(element, '*')
      .flatMap((each) => each.getAnimations())
      .map((each) => each.finished),
  );

describe.each(variables)('--starling-$name, set by the page, is seen at', ({ name, value, seen = value, looks }) => {
  test.each(looks)('%s', async (_, selector, property, pseudo) => {
    const found = typeof selector === 'string' ? find(element, selector) : selector(element);
    expect(found, 'it is there').to.be.an.instanceOf(Element);
    const now = () => getComputedStyle(found!, pseudo).getPropertyValue(property);
    const before = now();
    expect(before).not.to.equal(seen);
    give(`--starling-${name}`, value);
    await settled();
    expect(now()).to.equal(seen);
    document.documentElement.style.removeProperty(`--starling-${name}`);
    await settled();
    expect(now()).to.equal(before);
  });
});

describe.each([
  ['a forest by night', 'dark', '#7cf29c', '#e6f4ea', '#0c1f15'],
  ['a pink paper', 'light', '#a3154f', '#3a0d20', '#fff2f6'],
  ['black on yellow', 'light', '#00309c', '#000', '#ffe600'],
])('accent, text and background alone restyle the whole: %s', (_, scheme, accent, text, background) => {
  const drawn = () =>
    findAll(element, '*')
      .filter((each) => each.checkVisibility() && !each.closest('.avatar, .wrong, .good, .status'))
      .map((each) => {
        const { color, backgroundColor } = getComputedStyle(each);
        return { each, color, ground: backgroundColor };
      });
  const restyle = async () => {
    document.documentElement.style.colorScheme = scheme;
    give('--starling-color-accent', accent);
    give('--starling-color-text', text);
    give('--starling-color-background', background);
    await settled();
  };
  afterEach(() => document.documentElement.style.removeProperty('color-scheme'));

  test('no text keeps the colour that it had, no field and no surface its ground', async () => {
    document.documentElement.style.colorScheme = scheme;
    await settled();
    const before = drawn();
    await restyle();
    const after = drawn();
    expect(after).to.have.length(before.length);
    const kept = after.filter((now, at) => {
      const hasWords = [...now.each.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim());
      const hadGround = !/, 0\)$/.test(before[at]!.ground);
      const isStar = now.each.matches('.rows i i');
      return (
        (hasWords && now.color === before[at]!.color) || (hadGround && !isStar && now.ground === before[at]!.ground)
      );
    });
    expect(kept.map(({ each }) => each.outerHTML.slice(0, 120))).to.eql([]);
    expect(after.length).to.be.at.least(100);
  });

  test('and all of it can be read', async () => {
    await restyle();
    const probe = find(element, 'starling-comment-list')!.shadowRoot!.appendChild(document.createElement('i'));
    const value = (token: string) => {
      probe.style.color = `var(--${token})`;
      return getComputedStyle(probe).color;
    };
    const poor = [
      ...['text', 'muted', 'accent'].flatMap((front) => [
        [front, 'background', 4.5],
        [front, 'surface', 4.5],
      ]),
      ['on-accent', 'accent', 4.5],
      ...['border', 'star-empty'].flatMap((front) => [
        [front, 'background', 3],
        [front, 'surface', 3],
      ]),
    ].filter(([front, ground, least]) => contrast(value(front as string), value(ground as string)) < (least as number));
    probe.remove();
    expect(poor).to.eql([]);
  });
});
