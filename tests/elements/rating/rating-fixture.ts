import { StarlingRating } from '../../../src/elements/rating/rating.js';

if (!customElements.get('starling-rating')) customElements.define('starling-rating', StarlingRating);

export const radios = (rating: StarlingRating) => [...rating.shadowRoot!.querySelectorAll<HTMLInputElement>('input')];
export const group = (rating: StarlingRating) => rating.shadowRoot!.querySelector('fieldset')!;
export const focused = (rating: StarlingRating) => rating.shadowRoot!.activeElement;
export const clearButton = (rating: StarlingRating) => rating.shadowRoot!.querySelector('button');

/** How many stars are painted full, and how far; what a person sees. */
export const painted = (rating: StarlingRating) =>
  [...rating.shadowRoot!.querySelectorAll('.stars')].reduce((sum, star) => {
    const value = Number(getComputedStyle(star, '::after').getPropertyValue('--value'));
    return sum + Math.min(5, Math.max(0, value)) / 5;
  }, 0);
