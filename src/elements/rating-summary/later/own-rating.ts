import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing, render } from 'lit/html.js';
import type { Stars } from '../../../contract.js';
import { ErrorEvent, RatedEvent } from '../../../events.js';
import { type StarlingError, toStarlingError } from '../../../errors.js';
import { type Locale, type MessageKey, setMessages } from '../../../i18n/locale.js';
import { enLate } from '../../../locales/en-late.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { rateThread } from '../../../thread/rate-thread.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { ThreadScope } from '../../base/thread-scope.js';
import { errorText } from '../../base/error-text.js';
import { withCaptcha } from '../../comment-list/later/with-captcha.js';
import { ownRatingStyles } from './own-rating.styles.js';

setMessages('en', enLate, true);

/** The summary element, as seen by this code. */
export interface SummaryHost extends HTMLElement, ReactiveControllerHost {
  readonly store?: ThreadStore;
  readonly scope?: ThreadScope;
  readonly l10n: Locale;
  readonly language: string;
  readonly renderRoot: ParentNode;
}

/** `rate`: shows the reader's own stars above the summary. They are saved at once, without a comment. */
export const offerRating = (host: SummaryHost): void => new OwnRating(host).hostUpdated();

class OwnRating implements ReactiveController {
  readonly #host: SummaryHost;
  /** An element of its own, before the content that the summary renders and removes again. */
  readonly #place = document.createElement('div');
  /** What the reader chose last, until the backend is asked to save it. */
  #wanted?: { value: Stars | null };
  #isSaving = false;
  #outcome?: MessageKey;
  #error?: StarlingError;

  constructor(host: SummaryHost) {
    this.#host = host;
    this.#place.className = 'own';
    host.renderRoot.prepend(this.#place);
    adoptStyles(this.#place, ownRatingStyles);
    host.addController(this);
  }

  hostUpdated(): void {
    render(this.#view(), this.#place);
  }

  #view(): unknown {
    const { store, scope, l10n, language } = this.#host;
    const { backend, settings, mine } = store ?? {};
    if (!backend?.rate || !settings || settings.ratings === 'off' || scope!.attributes.rating === 'off') return nothing;
    // In a closed thread, stars that the reader gave before are still shown.
    if (settings.closed && !mine!.rating) return nothing;
    return html`<starling-rating
        .label=${l10n.text('rate')}
        .locale=${language}
        .value=${mine!.rating}
        ?readonly=${settings.closed}
        clearable
        exportparts="star,label,button"
        @change=${this.#choose}
      ></starling-rating>
      <p role="status">${this.#outcome && l10n.text(this.#outcome)}</p>
      <p role="alert" part="error">${this.#error && errorText(l10n, this.#error)}</p>`;
  }

  readonly #choose = async ({ target }: Event): Promise<void> => {
    const rating = target as HTMLElementTagNameMap['starling-rating'];
    this.#wanted = { value: rating.value as Stars | null };
    if (this.#isSaving) return;
    this.#isSaving = true;
    // Requests run one after another, so that the last choice is the one that is saved.
    for (let next; (next = this.#wanted);) {
      this.#wanted = undefined;
      await this.#save(next.value, rating);
    }
    this.#isSaving = false;
  };

  async #save(value: Stars | null, rating: HTMLElementTagNameMap['starling-rating']): Promise<void> {
    const host = this.#host;
    const store = host.store!;
    this.#outcome = this.#error = undefined;
    host.requestUpdate();
    try {
      const kept = await rateThread(store, value, withCaptcha(host));
      this.#outcome = kept ? 'rated' : 'unrated';
      host.dispatchEvent(new RatedEvent(kept));
    } catch (cause) {
      this.#error = toStarlingError(cause);
      // Show what the backend has, unless the reader has chosen again meanwhile.
      if (!this.#wanted) rating.value = store.mine.rating;
      host.dispatchEvent(new ErrorEvent(this.#error));
    }
    host.requestUpdate();
  }
}
