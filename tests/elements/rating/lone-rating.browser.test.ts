import { fixture, html } from '@open-wc/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { StarlingRating } from '../../../src/elements/rating/rating.js';
import '../../../src/bundle.js';
import { setMessages } from '../../../src/i18n/locale.js';
import { messages } from '../../../src/locales/en-all.js';
import { until } from '../../support/elements.js';
import { clearButton, group, painted, radios } from './rating-fixture.js';

afterEach(async () => {
  document.documentElement.lang = 'en';
  document.documentElement.removeAttribute('dir');
  await userEvent.unhover(document.body);
});

const label = (rating: StarlingRating) => rating.shadowRoot!.querySelector<HTMLElement>('[part=label]')!;
const image = (rating: StarlingRating) => rating.shadowRoot!.querySelector<HTMLElement>('[role=img]')!;
const settle = () => new Promise((resolve) => setTimeout(resolve, 500));

test('stars in a page’s own form grow and fill under the pointer, and nothing moves', async () => {
  const form = await fixture(html`<form><starling-rating label="Taste"></starling-rating><button>Send</button></form>`);
  const rating = form.querySelector('starling-rating')!;
  const star = radios(rating)[2]!;
  const places = () => [rating, ...form.children].map((each) => JSON.stringify(each.getBoundingClientRect()));
  const before = places();
  await userEvent.hover(star);
  expect(painted(rating)).toBe(3);
  await until(() => getComputedStyle(star.parentElement!).scale === '1.15');
  expect(places()).toEqual(before);
});

describe('stars in a page’s own form, in another language than the page', () => {
  test('say so of all that is read out: Arabic on an English page', async () => {
    const rating = await fixture<StarlingRating>(
      html`<starling-rating locale="ar" value="3" clearable></starling-rating>`,
    );
    await until(() => group(rating).lang === 'ar');
    expect(getComputedStyle(group(rating)).direction).toBe('rtl');
    expect(label(rating).textContent).toContain('التقييم');
    expect(label(rating).closest('[lang]')).toBe(group(rating));
    expect(clearButton(rating)!.closest('[lang]')).toBe(group(rating));
    expect(rating.hasAttribute('lang')).toBe(false);
  });

  test('but for the label, which is the page’s own: Dutch above English texts', async () => {
    document.documentElement.lang = 'nl';
    const form = await fixture(
      html`<form>
        <starling-rating label="Smaak"></starling-rating>
        <label for="service">Bediening</label><starling-rating id="service"></starling-rating>
        <starling-rating readonly label="Gemiddeld" value="4.2"></starling-rating>
        <starling-rating></starling-rating>
      </form>`,
    );
    const [taste, service, mean, nameless] = form.querySelectorAll('starling-rating');
    await until(() => group(taste!).lang === 'en' && label(taste!).lang === 'nl');
    await until(() => group(service!).lang === 'en' && label(service!).lang === 'nl');
    await until(() => image(mean!).lang === 'en' && label(mean!).lang === 'nl');
    await until(() => group(nameless!).lang === 'en');
    expect(label(nameless!).hasAttribute('lang')).toBe(false);
  });

  test('a Persian label on a Persian page stays right to left above texts that are English still', async () => {
    document.documentElement.lang = 'fa';
    document.documentElement.dir = 'rtl';
    const rating = await fixture<StarlingRating>(html`<starling-rating label="کیفیت"></starling-rating>`);
    await until(() => group(rating).dir === 'ltr');
    expect(getComputedStyle(label(rating)).direction).toBe('rtl');
    setMessages('fa', messages);
    await until(() => !group(rating).hasAttribute('lang') && !label(rating).hasAttribute('lang'));
    expect(getComputedStyle(group(rating)).direction).toBe('rtl');
  });

  test('nothing is marked where it is the same', async () => {
    document.documentElement.lang = 'en-GB';
    const rating = await fixture<StarlingRating>(html`<starling-rating label="Taste"></starling-rating>`);
    await settle();
    expect(rating.shadowRoot!.querySelectorAll('[lang],[dir]')).toHaveLength(0);
  });
});
