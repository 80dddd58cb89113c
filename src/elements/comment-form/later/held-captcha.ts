import type { CaptchaAnswer } from '../../../contract.js';
import { StarlingError } from '../../../errors.js';
import type { MessageKey } from '../../../i18n/locale.js';
import { loadPart } from '../../../platform/load-part.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { FormHost } from '../form-host.js';
import type { FormCaptcha } from './form-captcha.js';

/** The captcha that a form needs by now: none before the settings say which, and another one where they change. */
export class HeldCaptcha {
  readonly #host: FormHost;
  readonly #store: ThreadStore;
  readonly #changed: () => void;
  #held?: FormCaptcha;

  /** @param changed called when a token came or expired */
  constructor(host: FormHost, store: ThreadStore, changed: () => void) {
    this.#host = host;
    this.#store = store;
    this.#changed = changed;
  }

  get isThere(): boolean {
    return !!this.#held;
  }

  /** What is missing while the reader has to act before the form can be sent. */
  get missing(): MessageKey | undefined {
    return this.#held?.missing;
  }

  /** Puts it on the page, in place of another form's; rejects with a `StarlingError`. */
  async hold(): Promise<void> {
    const host = this.#host;
    const name = host.captchaName;
    if (!this.#store.settings || !host.isConnected) return;
    if (this.#held?.name !== name) {
      this.release();
      this.#held = undefined;
      const part = name && (await loadPart(() => import('./form-captcha.js')));
      // It may have been made meanwhile, or be wanted no more.
      if (part && !this.#held && host.isConnected) this.#held = part.formCaptcha(host, name, this.#changed);
    }
    await this.#held?.hold();
  }

  /** As `hold`; what fails here is told when it is needed, as the form is sent. */
  prepare(): void {
    this.hold().catch(() => {});
  }

  /** A token for the comment, once nothing is missing. */
  async answer(): Promise<CaptchaAnswer | undefined> {
    return this.#held?.answer();
  }

  /** A token for what is no comment. */
  async answerOnce(): Promise<CaptchaAnswer | undefined> {
    await this.hold();
    // One that the reader has to solve stands in the form by now.
    if (this.missing) throw new StarlingError('captcha');
    return this.answer().finally(() => this.reset());
  }

  /** A token is good once. */
  reset(): void {
    this.#held?.reset();
  }

  focus(): void {
    this.#held?.focus();
  }

  /** Takes it off the page. */
  release(): void {
    this.#held?.release();
  }
}
