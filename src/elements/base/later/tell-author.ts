import type { StarlingError } from '../../../errors.js';
import type { WrongAttribute } from './check-attributes.js';

/** Tells the page's author on the console what is wrong. Pages without mistakes never load the texts for this. */
export function tellAuthor(element: HTMLElement, mistake: StarlingError | WrongAttribute[]): void {
  if (Array.isArray(mistake) && !mistake.length) return;
  void import('./author-mistakes.js').then(
    ({ tellAttributes, tellMistake }) =>
      Array.isArray(mistake) ? tellAttributes(element, mistake) : tellMistake(element, mistake),
    // If the texts can't be loaded, nothing is lost for the reader, who sees the error itself.
    () => undefined,
  );
}
