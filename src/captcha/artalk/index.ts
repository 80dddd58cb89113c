import { html, render } from 'lit/html.js';
import type { CaptchaProvider } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { adoptPageStyles } from '../../styles/adopt-page-styles.js';
import { artalkPassed, type ArtalkChallenge } from '../../backends/artalk/challenge.js';
import { toCaptchaError } from '../shared/captcha-error.js';
import { localeOf, onMessages } from '../../i18n/locale.js';
import { artalkStyles } from './styles.js';

/**
 * The picture of characters that an Artalk server shows after some writes from one address. Renders nothing if the
 * server requires no answer now. It comes with the backend `artalk` and works with no other.
 */
export const artalkCaptcha = (): CaptchaProvider => ({
  name: 'artalk',
  async mount(container, { challenge, locale, onChange }) {
    if (!challenge) throw new StarlingError('misconfigured', 'captcha="artalk" needs backend="artalk"');
    let picture: ImageBitmap | undefined;
    let controller = new AbortController();

    const input = (event: Event) => onChange((event.target as HTMLInputElement).value.trim() || undefined);
    const draw = () => {
      render(
        picture
          ? html`<div class="starling-artalk">
              <canvas
                width=${picture.width}
                height=${picture.height}
                role="img"
                aria-label=${localeOf(locale).text('captcha.image')}
              >
              </canvas>
              <label
                >${localeOf(locale).text('captcha.read')} <input autocomplete="off" spellcheck="false" @input=${input}
              /></label>
              <button type="button" @click=${() => void load()}>${localeOf(locale).text('captcha.another')}</button>
            </div>`
          : '',
        container,
      );
      // Drawn on a canvas, because a strict CSP allows no images from data: URLs.
      if (picture) container.querySelector('canvas')!.getContext('2d')!.drawImage(picture, 0, 0);
    };

    /** Requests a picture and shows it in place of the previous one. */
    const load = async () => {
      controller.abort();
      const { signal } = (controller = new AbortController());
      onChange();
      try {
        const { image } = (await challenge({ signal })) as ArtalkChallenge;
        const next = image === undefined ? undefined : await createImageBitmap(toBlob(image));
        if (signal.aborted) return;
        picture = next;
        draw();
        const field = container.querySelector('input');
        if (field) field.value = '';
        else onChange(artalkPassed);
      } catch (cause) {
        if (!signal.aborted) onChange(undefined, toCaptchaError(cause));
      }
    };

    adoptPageStyles(container, artalkStyles);
    const release = onMessages(draw);
    await load();
    return {
      reset: () => void load(),
      destroy() {
        controller.abort();
        release();
      },
    };
  },
});

/** The picture in a data URL. Nothing else is accepted, so that a server can't make the page load an address. */
const toBlob = (url: string): Blob => {
  const [, type, base64] = /^data:(image\/(?:png|jpeg|gif));base64,([\w+/=]+)$/.exec(url) ?? [];
  if (!base64) throw new StarlingError('captcha', 'not a picture');
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type });
};
