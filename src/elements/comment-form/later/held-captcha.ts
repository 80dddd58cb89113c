import type { CaptchaAnswer } from '../../../contract.js';
import { StarlingError } from '../../../errors.js';
import type { MessageKey } from '../../../i18n/locale.js';
import { loadPart } from '../../../platform/load-part.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { FormHost } from '../form-host.js';
import type { FormCaptcha } from './form-captcha.js';

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

  /** Shows the captcha, and removes that of another form. Rejects with a `StarlingError`. */
  async hold(): Promise<void> {
    const host = this.#host;
    const name = host.captchaName;
    if (!this.#store.settings || !host.isConnected) return;
    if (this.#held?.name !== name) {
      this.release();
      this.#held = undefined;
      const part = name && (await loadPart(() => import('./form-captcha.js')));
      // It may have been created meanwhile, or may no longer be needed.
      if (part && !this.#held && host.isConnected) this.#held = part.formCaptcha(host, name, this.#changed);
    }
    await this.#held?.hold();
  }

  /**
   * Like `hold`, but never rejects: a failure is reported when the captcha is needed, which is when the form is sent.
   */
  prepare(): void {
    this.hold().catch(() => {});
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
