import type { ReactiveController } from 'lit';
import type { StarlingComment } from '../../comment/comment.js';
import { webAddress } from '../../../platform/web-address.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { avatarStyles } from './avatars.styles.js';
import type { ReadList } from './read-list.js';

/** Puts the pictures of who signed in over their letters, in a list whose page wants them (`images`). */
export function showAvatars(list: ReadList): void {
  const seen = new WeakSet<StarlingComment>();
  const hostUpdated = () => {
    for (const element of list.renderRoot.querySelectorAll('starling-comment')) {
      if (!seen.has(element)) new Avatar(element);
      seen.add(element);
    }
  };
  list.addController({ hostUpdated });
  hostUpdated();
}

/** The letter keeps its place: nothing moves as a picture comes, and it is there again where none does. */
class Avatar implements ReactiveController {
  readonly #element: StarlingComment;
  readonly #image = new Image();

  constructor(element: StarlingComment) {
    this.#element = element;
    // The name stands beside it. No page learns from it who reads where.
    Object.assign(this.#image, { alt: '', loading: 'lazy', decoding: 'async', referrerPolicy: 'no-referrer' });
    this.#image.addEventListener('load', () => this.#image.classList.add('loaded'));
    this.#image.addEventListener('error', () => this.#image.remove());
    element.addController(this);
    adoptStyles(element.renderRoot, avatarStyles);
    if (element.hasUpdated) this.hostUpdated();
  }

  hostUpdated(): void {
    const { comment, images, renderRoot } = this.#element;
    const place = renderRoot.querySelector('.avatar');
    const address = /^(avatars|allow)$/.test(images) ? pictureOf(comment?.author.avatar) : undefined;
    if (!place || address === undefined) return this.#image.remove();
    if (this.#image.getAttribute('src') !== address) {
      this.#image.classList.remove('loaded');
      this.#image.src = address;
      place.append(this.#image);
    } else if (this.#image.matches('.loaded') && this.#image.parentNode !== place) place.append(this.#image);
  }
}

/** By https alone, whichever backend says it. */
const pictureOf = (address: unknown): string | undefined => {
  const checked = webAddress(address);
  return checked && /^https:/i.test(checked) ? checked : undefined;
};
