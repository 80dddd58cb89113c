import type { FormHost } from '../form-host.js';

/**
 * Keeps the room of the fields that the form is about to lose without the reader's doing, so that nothing below them
 * moves. In a window of another width everything moves anyway, so the room is given up.
 *
 * @returns a function that gives it up at once
 */
export function keepRoom({ shadowRoot }: FormHost): () => void {
  const places = [...shadowRoot!.querySelectorAll<HTMLElement>('.author, .foot')];
  for (const { style, offsetHeight } of places) style.minHeight = `${offsetHeight}px`;
  // The button stays where it is.
  places.at(-1)!.style.alignContent = 'end';
  const width = innerWidth;
  // On phones, the height alone changes whenever the address bar hides.
  const resized = (): void => void (innerWidth === width || giveUp());
  const giveUp = (): void => {
    for (const { style } of places) style.minHeight = '';
    removeEventListener('resize', resized);
  };
  addEventListener('resize', resized);
  return giveUp;
}
