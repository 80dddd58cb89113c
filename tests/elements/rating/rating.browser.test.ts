import { expect, fixture, html } from '@open-wc/testing';
import { afterEach, describe, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import type { StarlingRating } from '../../../src/elements/rating/rating.js';
import { until } from '../../support/elements.js';
import { clearButton, focused, group, painted, radios } from './rating-fixture.js';

const emulate = (features: Record<string, string>) =>
  cdp().send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });

afterEach(async () => {
  document.documentElement.removeAttribute('style');
  document.documentElement.removeAttribute('dir');
  await emulate({ 'forced-colors': 'none', 'prefers-reduced-motion': 'no-preference' });
  // The pointer of one test must not hover over the stars of the next.
  await userEvent.unhover(document.body);
});

describe('for assistive technology', () => {
  for (const scheme of ['light', 'dark']) {
    test(`axe finds nothing in any state, ${scheme}`, async () => {
      document.documentElement.style.cssText = `color-scheme: ${scheme}; background: Canvas`;
      const all = await fixture(
        html`<div>
          <starling-rating></starling-rating>
          <starling-rating label="Taste" value="3" clearable></starling-rating>
          <starling-rating label="Half" step="0.5" value="2.5"></starling-rating>
          <starling-rating label="Needed" required id="needed"></starling-rating>
          <starling-rating label="Off" disabled value="2"></starling-rating>
          <starling-rating label="Shown" readonly value="4.2"></starling-rating>
          <starling-rating readonly></starling-rating>
        </div>`,
      );
      all.querySelector<StarlingRating>('#needed')!.reportValidity();
      await new Promise(requestAnimationFrame);
      await expect(all).to.be.accessible();
    });
  }

  test('is a group of radios, each with its value as its name', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating label="Taste"></starling-rating>`);
    expect(group(rating).querySelector('legend')!.textContent!.trim()).to.equal('Taste');
    expect(radios(rating).map((radio) => radio.ariaLabel)).to.eql([
      '1 of 5 stars',
      '2 of 5 stars',
      '3 of 5 stars',
      '4 of 5 stars',
      '5 of 5 stars',
    ]);
    expect(rating.shadowRoot!.querySelectorAll('[part~=star]')).to.have.length(5);
  });

  test('is named by its label, else by the form’s, else "Rating"', async () => {
    const box = await fixture(
      html`<div>
        <starling-rating></starling-rating>
        <label for="service">Service</label><starling-rating id="service"></starling-rating>
      </div>`,
    );
    const names = [...box.querySelectorAll('starling-rating')].map((rating) =>
      rating.shadowRoot!.querySelector('legend')!.textContent!.trim(),
    );
    expect(names).to.eql(['Rating', 'Service']);
  });

  test('offers half stars where the step is less than one', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating step="0.5" max="3"></starling-rating>`);
    expect(radios(rating).map((radio) => radio.ariaLabel)).to.eql(
      [0.5, 1, 1.5, 2, 2.5, 3].map((value) => `${value} of 3 stars`),
    );
    await userEvent.click(radios(rating)[2]!);
    expect(rating.value).to.equal(1.5);
    await userEvent.unhover(document.body);
    expect(painted(rating)).to.equal(1.5);
  });

  test('is not told to be invalid before the reader has tried, and then is, with the reason', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form><starling-rating name="stars" required></starling-rating></form>`,
    );
    const rating = form.querySelector('starling-rating')!;
    expect(rating.checkValidity()).to.equal(false);
    await rating.updateComplete;
    expect(group(rating).ariaInvalid).to.equal('false');
    expect(group(rating).ariaRequired).to.equal('true');
    expect(rating.matches(':state(user-invalid)')).to.equal(false);

    form.requestSubmit();
    await rating.updateComplete;
    expect(group(rating).ariaInvalid).to.equal('true');
    await until(() => group(rating).getAttribute('aria-description') === 'Please choose a rating.');
    expect(rating.matches(':state(user-invalid)')).to.equal(true);

    await userEvent.click(radios(rating)[3]!);
    await rating.updateComplete;
    expect(group(rating).ariaInvalid).to.equal('false');
    expect(group(rating).hasAttribute('aria-description')).to.equal(false);
    expect(rating.matches(':state(user-invalid)')).to.equal(false);
  });

  test('is told to be invalid when the reader clears what is required', async () => {
    const rating = await fixture<StarlingRating>(
      html`<starling-rating required clearable value="3"></starling-rating>`,
    );
    await userEvent.click(clearButton(rating)!);
    await rating.updateComplete;
    expect(group(rating).ariaInvalid).to.equal('true');
  });
});

describe('keys', () => {
  test('arrows choose, Tab enters and leaves once, and nothing submits', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form>
        <input aria-label="before" /><starling-rating name="stars"></starling-rating><button>Send</button>
      </form>`,
    );
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits++;
    });
    const rating = form.querySelector('starling-rating')!;
    form.querySelector('input')!.focus();
    await userEvent.keyboard('{Tab}');
    expect(focused(rating)).to.equal(radios(rating)[0]);
    expect(rating.value).to.equal(null);
    await userEvent.keyboard(' {ArrowRight}{ArrowRight}{ArrowRight}{ArrowLeft}');
    expect(rating.value).to.equal(3);
    await rating.updateComplete;
    expect(painted(rating)).to.equal(3);
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement).to.equal(form.querySelector('button'));
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(focused(rating)).to.equal(radios(rating)[2]);
    expect(submits).to.equal(0);
  });

  test('in right-to-left pages the left arrow is for more', async () => {
    document.documentElement.dir = 'rtl';
    const rating = await fixture<StarlingRating>(html`<starling-rating value="2"></starling-rating>`);
    rating.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(rating.value).to.equal(3);
    const [first, second] = radios(rating).map((radio) => radio.getBoundingClientRect().left);
    expect(first! > second!).to.equal(true);
  });

  test('focus() goes to the chosen star, else to the first', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating></starling-rating>`);
    rating.focus();
    expect(focused(rating)).to.equal(radios(rating)[0]);
    rating.value = 4;
    rating.focus();
    expect(focused(rating)).to.equal(radios(rating)[3]);
  });

  test('the focus is seen, two pixels wide and apart from the star', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating value="1"></starling-rating>`);
    rating.focus();
    await userEvent.keyboard('{ArrowRight}');
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(focused(rating)!);
    expect(outlineStyle).to.equal('solid');
    expect(parseFloat(outlineWidth)).to.be.at.least(2);
    const gap = parseFloat(getComputedStyle(focused(rating)!.parentElement!, '::before').left);
    expect(gap + parseFloat(outlineOffset)).to.be.at.least(2);
  });
});

describe('pointer', () => {
  test('previews on hover, not while the keyboard chooses', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating value="4"></starling-rating>`);
    await userEvent.hover(radios(rating)[1]!);
    expect(painted(rating)).to.equal(2);
    expect(rating.value).to.equal(4);
    rating.focus();
    await userEvent.keyboard('{ArrowRight}');
    await rating.updateComplete;
    expect(painted(rating)).to.equal(5);
  });

  test('previews halves', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating step="0.5"></starling-rating>`);
    await userEvent.hover(radios(rating)[4]!);
    expect(painted(rating)).to.equal(2.5);
    await userEvent.hover(radios(rating)[5]!);
    expect(painted(rating)).to.equal(3);
  });

  test('each target is 24 px or more, however small the stars', async () => {
    const box = await fixture(
      html`<div>
        <starling-rating></starling-rating>
        <starling-rating step="0.5"></starling-rating>
        <starling-rating class="small"></starling-rating>
      </div>`,
    );
    box.querySelector<HTMLElement>('.small')!.style.setProperty('--starling-star-size', '12px');
    for (const radio of [...box.querySelectorAll('starling-rating')].flatMap(radios)) {
      const { width, height } = radio.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24);
    }
  });

  test('fits a narrow page', async () => {
    const box = await fixture<HTMLElement>(
      html`<div>
        <starling-rating step="0.5" max="10" value="3" clearable></starling-rating>
      </div>`,
    );
    box.style.width = '280px';
    expect(box.scrollWidth).to.be.at.most(280);
  });

  test('nothing moves where motion is not wanted', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating></starling-rating>`);
    await userEvent.hover(radios(rating)[1]!);
    await until(() => getComputedStyle(radios(rating)[1]!.parentElement!).scale !== 'none');
    await emulate({ 'prefers-reduced-motion': 'reduce' });
    expect(getComputedStyle(radios(rating)[1]!.parentElement!).scale).to.equal('none');
  });

  test('in forced colours stars are of system colours, full and empty of different shapes', async () => {
    await emulate({ 'forced-colors': 'active' });
    const rating = await fixture<StarlingRating>(html`<starling-rating value="1"></starling-rating>`);
    const probe = await fixture<HTMLElement>(html`<i>text</i>`);
    const canvasText = getComputedStyle(probe).color;
    const star = rating.shadowRoot!.querySelector('.stars')!;
    const outline = getComputedStyle(star, '::before');
    const filling = getComputedStyle(star, '::after');
    // They come after the first view.
    await until(() => outline.backgroundColor === canvasText);
    expect(filling.backgroundImage).to.contain(canvasText);
    expect(outline.clipPath).not.to.equal(filling.clipPath);
  });
});

describe('read-only', () => {
  test('is one image with its text, of any fraction, and out of the way of the keyboard', async () => {
    const box = await fixture(
      html`<div>
        <button>before</button><starling-rating readonly value="4.2" name="stars" required></starling-rating
        ><button>after</button>
      </div>`,
    );
    const rating = box.querySelector('starling-rating')!;
    const images = rating.shadowRoot!.querySelectorAll('[role]');
    expect([...images].map((image) => [image.role, image.ariaLabel])).to.eql([['img', '4.2 out of 5 stars']]);
    expect(radios(rating)).to.eql([]);
    expect(painted(rating)).to.be.closeTo(4.2, 0.001);
    expect(rating.value).to.equal(4.2);
    expect(rating.willValidate).to.equal(false);
    const [before, after] = box.querySelectorAll('button');
    before!.focus();
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement).to.equal(after);
  });

  test('hovering changes nothing', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating readonly value="2"></starling-rating>`);
    await userEvent.hover(rating.shadowRoot!.querySelectorAll<HTMLElement>('.stars')[3]!);
    expect(painted(rating)).to.equal(2);
  });

  test('becomes a field when it is no longer read-only', async () => {
    const rating = await fixture<StarlingRating>(html`<starling-rating readonly value="4.2"></starling-rating>`);
    rating.readonly = false;
    await rating.updateComplete;
    expect(rating.value).to.equal(4);
    expect(radios(rating)[3]!.checked).to.equal(true);
  });
});
