import { expect, fixture, html } from '@open-wc/testing';
import { describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { StarlingRating } from '../../../src/elements/rating/rating.js';
import { until } from '../../support/elements.js';
import { clearButton, focused, group, painted, radios } from './rating-fixture.js';

const data = (form: HTMLFormElement) => Object.fromEntries(new FormData(form));

describe('in a form', () => {
  const form = (rating: unknown) => fixture<HTMLFormElement>(html`<form>${rating}</form>`);

  test('submits its value under its name, and nothing where none is chosen', async () => {
    const element = await form(html`<starling-rating name="stars"></starling-rating>`);
    expect(data(element)).to.eql({});
    const rating = element.querySelector('starling-rating')!;
    await userEvent.click(radios(rating)[1]!);
    expect(data(element)).to.eql({ stars: '2' });
    rating.value = null;
    expect(data(element)).to.eql({});
    rating.value = 5;
    rating.name = 'other';
    await rating.updateComplete;
    expect(data(element)).to.eql({ other: '5' });
    expect(rating.form).to.equal(element);
  });

  test('the attribute is the default: it counts until something was chosen, and a reset returns to it', async () => {
    const element = await form(html`<starling-rating name="stars" value="2"></starling-rating>`);
    const rating = element.querySelector('starling-rating')!;
    rating.setAttribute('value', '3');
    expect(rating.value).to.equal(3);
    await userEvent.click(radios(rating)[3]!);
    rating.setAttribute('value', '1');
    expect(rating.value).to.equal(4);
    expect(rating.getAttribute('value')).to.equal('1');
    element.reset();
    expect(rating.value).to.equal(1);
    expect(data(element)).to.eql({ stars: '1' });
    await rating.updateComplete;
    expect(radios(rating).findIndex((radio) => radio.checked)).to.equal(0);
    rating.removeAttribute('value');
    expect(rating.value).to.equal(null);
  });

  test('a click on its label goes to the stars, to the chosen one', async () => {
    const element = await form(html`<label for="stars">Stars</label><starling-rating id="stars"></starling-rating>`);
    const rating = element.querySelector('starling-rating')!;
    await userEvent.click(element.querySelector('label')!);
    expect(rating.shadowRoot!.activeElement).to.equal(radios(rating)[0]);
    expect(rating.value).to.equal(null);
    radios(rating)[0]!.blur();
    rating.value = 3;
    await userEvent.click(element.querySelector('label')!);
    expect(rating.shadowRoot!.activeElement).to.equal(radios(rating)[2]);
    expect(rating.value).to.equal(3);
  });

  test('a reset forgives', async () => {
    const element = await form(html`<starling-rating required></starling-rating>`);
    const rating = element.querySelector('starling-rating')!;
    rating.reportValidity();
    element.reset();
    await rating.updateComplete;
    expect(group(rating).ariaInvalid).to.equal('false');
    expect(rating.matches(':state(user-invalid)')).to.equal(false);
  });

  test('required keeps the form from being sent, in words, and puts the focus on the stars', async () => {
    const element = await form(html`<starling-rating name="stars" required></starling-rating>`);
    const rating = element.querySelector('starling-rating')!;
    let submits = 0;
    element.addEventListener('submit', (event) => {
      event.preventDefault();
      submits++;
    });
    element.requestSubmit();
    expect(submits).to.equal(0);
    expect(rating.validity.valueMissing).to.equal(true);
    await until(() => rating.validationMessage === 'Please choose a rating.');
    expect(focused(rating)).to.equal(radios(rating)[0]);
    // In the same task: a script may choose and send at once.
    rating.value = 3;
    expect(rating.checkValidity()).to.equal(true);
    element.requestSubmit();
    expect(submits).to.equal(1);
    rating.value = null;
    rating.required = false;
    expect(element.checkValidity()).to.equal(true);
  });

  test('disabled, by itself or by a fieldset around, it neither submits nor reacts', async () => {
    const element = await form(
      html`<fieldset>
        <starling-rating name="stars" value="2" required clearable></starling-rating>
      </fieldset>`,
    );
    const around = element.querySelector('fieldset')!;
    const rating = element.querySelector('starling-rating')!;
    const isOff = () =>
      group(rating).matches(':disabled') && radios(rating).every((radio) => radio.matches(':disabled'));

    around.disabled = true;
    await rating.updateComplete;
    expect(isOff()).to.equal(true);
    expect(clearButton(rating)!.matches(':disabled')).to.equal(true);
    expect(data(element)).to.eql({});
    expect(rating.willValidate).to.equal(false);
    // The element's own word is not changed by the fieldset's.
    expect(rating.disabled).to.equal(false);
    around.disabled = false;
    await rating.updateComplete;
    expect(isOff()).to.equal(false);
    expect(data(element)).to.eql({ stars: '2' });

    rating.disabled = true;
    await rating.updateComplete;
    expect(isOff()).to.equal(true);
    rating.disabled = false;
    await rating.updateComplete;
    expect(isOff()).to.equal(false);
  });

  test('gets back what was chosen when the browser restores the page', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating value="2"></starling-rating>`);
    rating.formStateRestoreCallback('4');
    expect(rating.value).to.equal(4);
    // It was cleared when the page was left.
    rating.formStateRestoreCallback('null');
    expect(rating.value).to.equal(null);
  });

  test('tells of a choice by input and change, in that order, with the value already there', async () => {
    const box = await fixture(html`<div><starling-rating clearable></starling-rating></div>`);
    const rating = box.querySelector('starling-rating')!;
    const told: unknown[] = [];
    for (const type of ['input', 'change']) {
      box.addEventListener(type, (event) =>
        told.push([type, (event.target as StarlingRating).value, event.bubbles, event.composed]),
      );
    }
    await userEvent.click(radios(rating)[2]!);
    expect(told.splice(0)).to.eql([
      ['input', 3, true, true],
      ['change', 3, true, true],
    ]);
    rating.value = 4;
    await rating.updateComplete;
    expect(told).to.eql([]);
    await userEvent.click(clearButton(rating)!);
    expect(told).to.eql([
      ['input', null, true, true],
      ['change', null, true, true],
    ]);
  });

  test('shows what a listener makes of the choice', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating value="3"></starling-rating>`);
    rating.addEventListener('input', () => (rating.value = 3));
    await userEvent.click(radios(rating)[4]!);
    await rating.updateComplete;
    expect(radios(rating).map((radio) => radio.checked)).to.eql([false, false, true, false, false]);
  });

  test('can be cleared only where it says so and something is chosen, and keeps the focus', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating value="3"></starling-rating>`);
    expect(clearButton(rating)).to.equal(null);
    rating.clearable = true;
    await rating.updateComplete;
    rating.focus();
    await userEvent.keyboard('{Tab}{Enter}');
    await rating.updateComplete;
    expect(rating.value).to.equal(null);
    expect(radios(rating).some((radio) => radio.checked)).to.equal(false);
    expect(clearButton(rating)).to.equal(null);
    expect(focused(rating)).to.equal(radios(rating)[0]);
  });
});

describe('values', () => {
  for (const [given, step, expected] of [
    [0, 1, null],
    [-2, 1, null],
    [NaN, 1, null],
    [Infinity, 1, 5],
    [9, 1, 5],
    [2.4, 1, 2],
    [0.2, 1, 1],
    [2.4, 0.5, 2.5],
    [0.1, 0.25, 0.5],
  ] as const) {
    test(`${given} with a step of ${step} is taken as ${expected}`, async () => {
      const rating = await fixture<StarlingRating>(html`<starling-rating step=${step}></starling-rating>`);
      rating.value = given;
      expect(rating.value).to.equal(expected);
    });
  }

  test('attributes that are no numbers leave five stars, none chosen', async () => {
    const rating = await fixture<StarlingRating>(
      html`<starling-rating value="many" max="lots" step="any"></starling-rating>`,
    );
    expect(rating.value).to.equal(null);
    expect(radios(rating)).to.have.length(5);
  });

  test('a value set before the element was defined counts', async () => {
    const early = document.createElement('starling-rating-early') as StarlingRating;
    early.value = 3;
    customElements.define('starling-rating-early', class extends StarlingRating {});
    await fixture(html`${early}`);
    expect(early.value).to.equal(3);
    early.value = 4;
    await early.updateComplete;
    expect(painted(early)).to.equal(4);
  });
});
