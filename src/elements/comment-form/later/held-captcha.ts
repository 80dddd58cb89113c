import type { CaptchaAnswer } from '../../../contract.js';
import { StarlingError } from '../../../errors.js';
import type { MessageKey } from '../../../i18n/locale.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import { tellAuthor } from '../../base/later/tell-author.js';
import type { FormHost } from '../form-host.js';
import { type FormCaptcha, formCaptcha } from './form-captcha.js';

/** The captcha that a form currently needs: none before the settings arrive, and another one when they change. */
export class HeldCaptcha {
  readonly #host: FormHost;
  readonly #store: ThreadStore;
  readonly #changed: () => void;
  #held?: FormCaptcha;

  /** @param changed called when a token has arrived or expired */
  constructor(host: FormHost, store: ThreadStore, changed: () => void) {
    this.#host = host;
    this.#store = store;
    this.#changed = changed;
  }

  get isThere(): boolean {
    return !!this.#held;
  }

  /** The message to show while the reader has to solve the captcha before the form can be sent. */
  get missing(): MessageKey | undefined {
    return this.#held?.missing;
  }

  /**
   * Loads what showing it needs. Tells the page's author if they named a captcha that isn't there; another failure is
   * reported when the captcha is shown.
   */
  async prefetch(): Promise<void> {
    const { loadCaptcha } = await import('../../captcha/captcha-slot.js');
    await loadCaptcha(this.#host.captchaName).catch((cause) => {
      if (cause.code === 'misconfigured') tellAuthor(this.#host, cause);
    });
  }

  /** Shows the captcha, and removes that of another form. Rejects with a `StarlingError`. */
  async hold(): Promise<void> {
    const host = this.#host;
    const name = host.captchaName;
    if (!this.#store.settings || !host.isConnected) return;
    if (this.#held?.name !== name) {
      this.release();
      this.#held = undefined;
      if (name) {
        host.change({ captchaRoom: name });
        this.#held = formCaptcha(host, name, this.#changed);
      }
    }
    await this.#held?.hold();
  }

  /** Gets a token for the comment. Call it once nothing is missing. */
  async answer(): Promise<CaptchaAnswer | undefined> {
    return this.#held?.answer();
  }

  /** Gets a token for another request than a comment. */
  async answerOnce(): Promise<CaptchaAnswer | undefined> {
    await this.hold();
    // If the reader has to solve the captcha, it is visible in the form by now.
    if (this.missing) throw new StarlingError('captcha');
    return this.answer().finally(() => this.reset());
  }

  /** Must be called after each use, because a token is valid only once. */
  reset(): void {
    this.#held?.reset();
  }

  focus(): void {
    this.#held?.focus();
  }

  /** Removes the captcha from the page. */
  release(): void {
    this.#held?.release();
  }
}
