import type { ReactiveController } from 'lit';
import type { StarlingComment } from '../../comment/comment.js';
import { webAddress } from '../../../platform/web-address.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { avatarStyles } from './avatars.styles.js';
import type { ReadList } from './read-list.js';

/** Shows the pictures of signed-in authors over their letters, in a list whose page asks for them (`images`). */
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

/** Shows a picture over the letter. The letter stays, so that nothing moves and it is visible if the picture fails. */
class Avatar implements ReactiveController {
  readonly #element: StarlingComment;
  readonly #image = new Image();

  constructor(element: StarlingComment) {
    this.#element = element;
    // No `alt`, as the name is beside it. No referrer, so that the picture's server does not learn who reads which
    // page.
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

/** The address of a picture. Only https is accepted, whatever the backend sends. */
const pictureOf = (address: unknown): string | undefined => {
  const checked = webAddress(address);
  return checked && /^https:/i.test(checked) ? checked : undefined;
};
