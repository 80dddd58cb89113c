import { expect, fixture, html } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { noneCaptcha } from '../../../src/captcha/none/index.js';
import { registerCaptcha } from '../../../src/define.js';
import type { Backend, WriteOptions } from '../../../src/backend.js';
import type { Stars } from '../../../src/contract.js';
import { StarlingError } from '../../../src/errors.js';
import type { StarlingRatingSummary } from '../../../src/elements/rating-summary/rating-summary.js';
import { backendWith, button, find, findAll, textOf, until } from '../../support/elements.js';

beforeEach(() => localStorage.clear());

let threads = 0;

/** A summary with `rate` over a backend, once its own stars are there. */
async function rateable(backend: Backend, thread = `r${threads++}`): Promise<StarlingRatingSummary> {
  const summary = await fixture<StarlingRatingSummary>(
    html`<starling-rating-summary rate .backend=${backend} thread=${thread}></starling-rating-summary>`,
  );
  await until(() => stars(summary));
  return summary;
}

const stars = (summary: Element) => find<HTMLElementTagNameMap['starling-rating']>(summary, 'starling-rating');
const radio = (summary: Element, n: number) => findAll<HTMLInputElement>(summary, 'input')[n - 1]!;
const status = (summary: Element) => find(summary, '.own [role=status]')!.textContent!.trim();
const rated = (rating: Stars) => backendWith([{ author: { name: 'Ann' }, body: 'Text', rating }]);

/** What the page hears that was kept. */
function heard(summary: HTMLElement): (Stars | null)[] {
  const values: (Stars | null)[] = [];
  summary.addEventListener('starling-rated', ({ value }) => values.push(value));
  return values;
}

describe('a summary with `rate`', () => {
  test('keeps stars by pointer at once, without a comment, and takes them back by Clear', async () => {
    const summary = await rateable(backendWith([]));
    const values = heard(summary);
    await userEvent.click(radio(summary, 4));
    await until(() => values.length === 1);
    await until(() => find(summary, '[part=count]')?.textContent === '1 rating');
    await until(() => status(summary) === 'Thank you! Your stars are kept.');
    expect(summary.store!.total).to.equal(0);
    await expect(summary).to.be.accessible();
    await userEvent.click(button(summary, 'Clear')!);
    await until(() => values.length === 2);
    await until(() => !find(summary, '[part=count]'));
    expect(values).to.eql([4, null]);
    expect(status(summary)).to.equal('Your stars are taken back.');
  });

  test('keeps stars by keyboard, and the focus with them', async () => {
    const summary = await rateable(rated(2));
    const values = heard(summary);
    radio(summary, 1).focus();
    await userEvent.keyboard('{ArrowRight}');
    await until(() => values.at(-1) === 2);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await until(() => values.at(-1) === 4);
    await until(() => summary.store!.summary?.average === 3);
    expect(stars(summary)!.shadowRoot!.activeElement).to.equal(radio(summary, 4));
  });

  test('shows the reader’s own stars when they come again', async () => {
    const backend = rated(5);
    const thread = `r${threads++}`;
    await backend.rate!({ thread: { id: thread } }, 3);
    const summary = await rateable(backend, thread);
    await until(() => stars(summary)!.value === 3);
    expect(button(summary, 'Clear')).not.to.equal(undefined);
  });

  test('tells what was not kept, and shows what the backend has', async () => {
    const backend = Object.assign(rated(5), { rate: () => Promise.reject(new StarlingError('network')) });
    const summary = await rateable(backend);
    const errors: string[] = [];
    summary.addEventListener('starling-error', ({ error }) => errors.push(error.code));
    await userEvent.click(radio(summary, 4));
    await until(() => find(summary, '.own [role=alert]')!.textContent!.includes('No connection'));
    expect(stars(summary)!.value).to.equal(null);
    expect(errors).to.eql(['network']);
    await expect(summary).to.be.accessible();
  });

  test('asks for a captcha where the backend wants one', async () => {
    registerCaptcha('none', async () => noneCaptcha());
    const backend = backendWith([], { thread: { captcha: { provider: 'none' } } });
    const { rate } = backend;
    const given: (WriteOptions['captcha'] | undefined)[] = [];
    Object.assign(backend, {
      rate: (...[target, value, options]: Parameters<NonNullable<Backend['rate']>>) => {
        given.push(options?.captcha);
        return options?.captcha ? rate!(target, value, options) : Promise.reject(new StarlingError('captcha'));
      },
    });
    const summary = await rateable(backend);
    const values = heard(summary);
    await userEvent.click(radio(summary, 5));
    await until(() => values[0] === 5);
    expect(given.map((each) => each?.provider)).to.eql([undefined, 'none']);
  });

  test('keeps the last of choices that are made while the first is under way', async () => {
    const backend = backendWith([]);
    const { rate } = backend;
    const asked: (Stars | null)[] = [];
    const waiting: (() => void)[] = [];
    Object.assign(backend, {
      rate: async (...all: Parameters<NonNullable<Backend['rate']>>) => {
        asked.push(all[1]);
        await new Promise<void>((resolve) => waiting.push(resolve));
        return rate!(...all);
      },
    });
    const summary = await rateable(backend);
    const values = heard(summary);
    for (const n of [1, 2, 5]) radio(summary, n).click();
    waiting[0]!();
    await until(() => waiting.length === 2);
    waiting[1]!();
    await until(() => values.length === 2);
    expect(asked).to.eql([1, 5]);
    expect(stars(summary)!.value).to.equal(5);
  });

  test('has no stars to choose where nobody can rate', async () => {
    const closed = backendWith([{ author: { name: 'Ann' }, body: 'x', rating: 4 }], { thread: { closed: true } });
    const { rate: _, ...without } = rated(4);
    for (const backend of [closed, without, backendWith([], { thread: { ratings: 'off' } })]) {
      const summary = await fixture<StarlingRatingSummary>(
        html`<starling-rating-summary rate .backend=${backend} thread="r${threads++}"></starling-rating-summary>`,
      );
      await until(() => find(summary, '.own'));
      expect(findAll(summary, 'input')).to.eql([]);
      expect(textOf(find(summary, '.own')!).trim()).to.equal('');
    }
  });

  test('moves nothing as the stars come', async () => {
    const backend = rated(4);
    const thread = `r${threads++}`;
    const page = await fixture(
      html`<div>
        <starling-rating-summary rate .backend=${backend} thread=${thread}></starling-rating-summary>
        <p>Below</p>
      </div>`,
    );
    const summary = page.firstElementChild as StarlingRatingSummary;
    await until(() => find(summary, '[part=count]'));
    const before = page.querySelector('p')!.getBoundingClientRect().top;
    await until(() => stars(summary));
    await stars(summary)!.updateComplete;
    expect(page.querySelector('p')!.getBoundingClientRect().top).to.equal(before);
  });
});
