import { expect, fixture, html } from '@open-wc/testing';
import { afterEach, describe, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import type { Backend, ListQuery } from '../../../src/backend.js';
import type { Stars } from '../../../src/contract.js';
import { StarlingRatingSummary } from '../../../src/elements/rating-summary/rating-summary.js';
import { backendWith, button, textOf, until } from '../../support/elements.js';

if (!customElements.get('starling-rating-summary')) {
  customElements.define('starling-rating-summary', StarlingRatingSummary);
}

let threads = 0;

/** A backend whose roots have these stars, and the filters that it was asked for. */
function rated(stars: number[], thread = {}): Backend & { asked: (Stars | undefined)[] } {
  const backend = backendWith(
    stars.map((rating) => ({ author: { name: 'Ann' }, body: 'Text', rating: rating as Stars })),
    { thread },
  );
  const { list } = backend;
  const asked: (Stars | undefined)[] = [];
  return Object.assign(backend, {
    asked,
    list: (query: ListQuery) => (asked.push(query.rating), list(query)),
  });
}

const summaryOf = (backend: Backend) =>
  fixture<StarlingRatingSummary>(
    html`<starling-rating-summary .backend=${backend} thread="t${threads++}"></starling-rating-summary>`,
  );

async function drawn(backend: Backend): Promise<StarlingRatingSummary> {
  const summary = await summaryOf(backend);
  await until(() => rows(summary).length);
  return summary;
}

const rows = (summary: Element) => [...summary.shadowRoot!.querySelectorAll<HTMLButtonElement>('[aria-pressed]')];
const pressed = (summary: Element) => rows(summary).map((row) => row.ariaPressed === 'true');
const status = (summary: Element) => summary.shadowRoot!.querySelector('[role=status]')!;
const emulate = (value: string) =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });

afterEach(async () => {
  document.documentElement.removeAttribute('style');
  await emulate('none');
});

// First of all: from then on the text of the button is there.
test('a button comes with its name, also where the text arrives late', async () => {
  const summary = await drawn(rated([5, 4]));
  const names: string[] = [];
  const observer = new MutationObserver(() =>
    names.push(...[...status(summary).querySelectorAll('button')].map((each) => textOf(each).trim())),
  );
  observer.observe(status(summary), { childList: true, subtree: true, characterData: true });
  rows(summary)[0]!.click();
  await until(() => button(summary, 'Show all comments'));
  observer.disconnect();
  expect(names.filter((name) => !name)).to.eql([]);
});

for (const scheme of ['light', 'dark']) {
  test(`axe finds nothing, filtered or not, ${scheme}`, async () => {
    document.documentElement.style.cssText = `color-scheme: ${scheme}; background: Canvas`;
    const summary = await drawn(rated([5, 5, 4, 1]));
    await expect(summary).to.be.accessible();
    await userEvent.click(rows(summary)[1]!);
    await until(() => button(summary, 'Show all comments'));
    await expect(summary).to.be.accessible();
  });
}

test('says mean, number, and how many gave how many stars', async () => {
  const summary = await drawn(rated([5, 5, 4, 1]));
  const root = summary.shadowRoot!;
  expect(root.querySelector('b')!.textContent).to.equal('3.8');
  expect(root.querySelector('[role=img]')!.ariaLabel).to.equal('3.8 out of 5 stars');
  expect(textOf(summary)).to.contain('4 ratings');
  expect(rows(summary).map((row) => row.querySelector('.unseen')!.textContent)).to.eql([
    '5 stars: 2 ratings',
    '4 stars: 1 rating',
    '3 stars: 0 ratings',
    '2 stars: 0 ratings',
    '1 star: 1 rating',
  ]);
});

test('draws each bar as long as its share, without a style attribute in its markup', async () => {
  const summary = await drawn(rated([5, 5, 4, 1]));
  const shares = [...summary.shadowRoot!.querySelectorAll('[part=bar]')].map(
    (bar) => bar.getBoundingClientRect().width / bar.parentElement!.getBoundingClientRect().width,
  );
  for (const [index, share] of [0.5, 0.25, 0, 0, 0.25].entries()) expect(shares[index]).to.be.closeTo(share, 0.01);
});

describe('the filter', () => {
  test('shows the comments with so many stars, and all again at the second press', async () => {
    const backend = rated([5, 4, 4]);
    const summary = await drawn(backend);
    const first = rows(summary)[1]!;
    await userEvent.click(first);
    await until(() => pressed(summary)[1]);
    await until(() => summary.store!.status === 'complete');
    expect(summary.store!.roots).to.have.length(2);
    expect(pressed(summary)).to.eql([false, true, false, false, false]);
    // While the list loads the rows stay where they are, and keep the focus.
    expect(rows(summary)[1]).to.equal(first);
    expect(summary.shadowRoot!.activeElement).to.equal(first);

    await userEvent.click(first);
    await until(() => summary.store!.roots.length === 3);
    expect(pressed(summary)).to.eql([false, false, false, false, false]);
    expect(backend.asked).to.eql([undefined, 4, undefined]);
  });

  test('keeps the order that the reader chose', async () => {
    const summary = await drawn(rated([5, 4]));
    await summary.store!.show('oldest');
    rows(summary)[0]!.click();
    expect(summary.store!.sort).to.equal('oldest');
  });

  test('is told, with a way out that leaves the focus on the row', async () => {
    const summary = await drawn(rated([5, 4]));
    expect(textOf(status(summary)).trim()).to.equal('');
    const region = status(summary);
    await userEvent.click(rows(summary)[0]!);
    await until(() => textOf(region).includes('Only comments with 5 of 5 stars'));
    await userEvent.click(button(summary, 'Show all comments')!);
    await until(() => !textOf(region).trim());
    expect(pressed(summary)).to.eql([false, false, false, false, false]);
    expect(summary.shadowRoot!.activeElement).to.equal(rows(summary)[0]);
    // A live region is heard only if it was there before its text.
    expect(status(summary)).to.equal(region);
  });

  test('works by keyboard, past rows that nobody chose', async () => {
    const summary = await drawn(rated([5, 1]));
    rows(summary)[0]!.focus();
    await userEvent.keyboard('{Tab}{Enter}');
    await until(() => pressed(summary)[4]);
    expect(summary.store!.rating).to.equal(1);
  });
});

describe('draws nothing', () => {
  const empty = (summary: Element) => summary.getBoundingClientRect().height === 0 && textOf(summary).trim() === '';

  test('while it loads', async () => {
    const summary = await summaryOf({ ...rated([5]), list: () => new Promise(() => {}) });
    expect(summary.store!.status).to.equal('pending');
    expect(empty(summary)).to.equal(true);
  });

  test('where nobody has rated', async () => {
    const summary = await summaryOf(rated([]));
    await until(() => summary.store!.status === 'complete');
    expect(empty(summary)).to.equal(true);
  });

  test('where the thread has no ratings, by the backend’s word or the page’s', async () => {
    const off = await summaryOf(rated([5], { ratings: 'off' }));
    await until(() => off.store!.status === 'complete');
    await off.updateComplete;
    expect(empty(off)).to.equal(true);

    const page = await drawn(rated([5]));
    page.rating = 'off';
    await page.updateComplete;
    expect(empty(page)).to.equal(true);
  });

  test('where the backend fails', async () => {
    const summary = await summaryOf({ ...rated([5]), list: () => Promise.reject(new Error('down')) });
    await until(() => summary.store!.status === 'error');
    await summary.updateComplete;
    expect(empty(summary)).to.equal(true);
  });
});

test('shows the thread of the element around', async () => {
  const host = await drawn(rated([3]));
  const inner = await fixture<StarlingRatingSummary>(
    html`<starling-rating-summary .scope=${host.scope}></starling-rating-summary>`,
  );
  expect(rows(inner)).to.have.length(5);
  rows(inner)[2]!.click();
  await until(() => pressed(host)[2]);
});

test('in right-to-left pages the bars begin at the right', async () => {
  const box = await fixture(html`<div dir="rtl"></div>`);
  const summary = await drawn(rated([5, 4]));
  box.append(summary);
  await summary.updateComplete;
  const bar = summary.shadowRoot!.querySelector('[part=bar]')!;
  expect(bar.getBoundingClientRect().right).to.be.closeTo(bar.parentElement!.getBoundingClientRect().right, 1);
});

test('in forced colours the bars are of a system colour', async () => {
  const summary = await drawn(rated([5]));
  await emulate('active');
  const probe = await fixture<HTMLElement>(html`<i>text</i>`);
  const bar = summary.shadowRoot!.querySelector('[part=bar]')!;
  // It comes after the first view.
  await until(() => getComputedStyle(bar).backgroundColor === getComputedStyle(probe).color);
});

test('fits a narrow page', async () => {
  const summary = await drawn(rated([5, 4]));
  summary.style.width = '256px';
  rows(summary)[0]!.click();
  await until(() => textOf(status(summary)).trim());
  expect(summary.scrollWidth).to.be.at.most(256);
});
