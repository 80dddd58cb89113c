import { expect, fixtureCleanup } from '@open-wc/testing';
import { afterAll, beforeAll, beforeEach, afterEach, describe, test } from 'vitest';
import '../../src/define.js';
import { button, find, findAll } from '../support/elements.js';
import { newReader } from '../support/comment-form.js';
import { openWhole } from '../support/whole-widget.js';

/** What of the widget each part is, as a reader would point at it. */
const parts: Record<string, Record<string, (element: Element) => Element | undefined>> = {
  heading: {
    'that of the form': (each) => find(each, '#title [role=heading]'),
    'that of the list': (each) => find(each, '.head [role=heading]'),
  },
  form: { 'the form': (each) => find(each, 'form') },
  field: { 'a label with its field': (each) => find(each, '#email')?.parentElement ?? undefined },
  label: {
    'that of a field': (each) => find(each, 'label[for=email]'),
    'that of the stars': (each) => find(each, 'legend'),
    'that of “Remember”': (each) => find(each, 'label:has([type=checkbox])'),
  },
  hint: {
    'that beside a label': (each) => find(each, 'label[for=body] small'),
    'the number of characters': (each) => find(each, '.count'),
  },
  input: {
    'a line': (each) => find(each, '#name'),
    'the order': (each) => find(each, 'select'),
    'the text': (each) => find(each, 'textarea'),
  },
  error: { 'what is wrong with a field': (each) => find(each, '.wrong [id$=note]') },
  success: { 'what is right with a field': (each) => find(each, '.good #body-note') },
  submit: { 'Post comment': (each) => button(each, 'Post comment') },
  button: Object.fromEntries(
    ['Preview', 'Cancel', 'Clear', 'Reply', 'Report', 'Edit', 'Delete', 'Copy link', 'Copy', /^Hide/, /^4 stars/].map(
      (name) => [String(name), (each: Element) => button(each, name)],
    ),
  ),
  comment: { 'a comment': (each) => find(each, 'article') },
  avatar: { 'its letter': (each) => find(each, '.avatar') },
  author: { 'who wrote it': (each) => find(each, 'header .author') },
  badge: { 'what they are': (each) => find(each, '.badge') },
  time: { when: (each) => find(each, 'header time')?.parentElement ?? undefined },
  stars: {
    'those of a comment': (each) => find(each, 'header [role=img]'),
    'those of the mean': (each) => find(each, '.mean [role=img]'),
  },
  body: { 'its words': (each) => find(each, 'article .body') },
  actions: { 'what can be done with it': (each) => find(each, 'article footer') },
  vote: { 'for it': (each) => find(each, 'button.up'), 'against it': (each) => find(each, 'button.down') },
  star: { 'one to choose': (each) => find(each, 'fieldset .stars') },
  summary: { 'all of the ratings': (each) => find(each, 'starling-rating-summary') },
  average: { 'the mean': (each) => find(each, '.mean b') },
  bar: { 'how many of a row': (each) => find(each, '.rows i i') },
  count: { 'how many in all': (each) => find(each, '.mean > span:last-child') },
  notice: { 'what has just happened': (each) => find(each, '.notice [role=status]') },
  reply: { 'an answer': (each) => find(each, 'li[aria-level="2"]') },
  panel: { 'where an answer is written': (each) => find(each, '.panel') },
};

const mark = 'rgb(9, 8, 7)';
const isMarked = (each: Element) => getComputedStyle(each).outlineColor === mark;

let element: HTMLElement;
let style: HTMLStyleElement;
beforeAll(async () => {
  newReader();
  element = await openWhole();
}, 60_000);
afterAll(() => {
  element?.remove();
  fixtureCleanup();
});
beforeEach(() => {
  style = document.head.appendChild(document.createElement('style'));
});
afterEach(() => style.remove());

describe.each(Object.entries(parts))('the part %s, styled by the page, is', (part, things) => {
  test.each(Object.entries(things))('%s', (_, thing) => {
    const found = thing(element);
    expect(found, 'it is there').to.be.an.instanceOf(Element);
    expect(isMarked(found!), 'before').to.equal(false);
    style.textContent = `starling-comments::part(${part}) { outline: 3px solid ${mark} }`;
    expect(isMarked(found!), 'after').to.equal(true);
  });

  test('wherever it stands, and nothing else', () => {
    style.textContent = `starling-comments::part(${part}) { outline: 3px solid ${mark} }`;
    const marked = findAll(element, '*').filter(isMarked);
    expect(marked.length).to.be.at.least(1);
    expect(marked).to.eql(findAll(element, `[part~=${part}]`));
  });
});

test('no button, field or heading is out of reach', () => {
  const found = findAll(
    element,
    'button, input:not([type=radio], [type=checkbox]), select, textarea, [role=heading], time',
  );
  expect(found.length).to.be.at.least(20);
  const unreached = found.filter((each) => !each.closest('[part]'));
  expect(unreached.map((each) => each.outerHTML)).to.eql([]);
});
