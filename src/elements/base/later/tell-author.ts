import type { StarlingError } from '../../../errors.js';
import type { WrongAttribute } from './check-attributes.js';

/** Tells the author of the page on the console what is amiss, by words that a page without mistakes never loads. */
export function tellAuthor(element: HTMLElement, mistake: StarlingError | WrongAttribute[]): void {
  if (Array.isArray(mistake) && !mistake.length) return;
  void import('./author-mistakes.js').then(
    ({ tellAttributes, tellMistake }) =>
      Array.isArray(mistake) ? tellAttributes(element, mistake) : tellMistake(element, mistake),
    // The reader is told of the error itself.
    () => undefined,
  );
}
