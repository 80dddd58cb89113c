import type { CaptchaAnswer } from '../../../contract.js';
import { StarlingError } from '../../../errors.js';
import type { MessageKey } from '../../../i18n/locale.js';
import { loadPart } from '../../../platform/load-part.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { FormHost } from '../form-host.js';
import type { FormCaptcha } from './form-captcha.js';

/** The code that shows a captcha in a form, once it is there. */
let part: typeof import('./form-captcha.js') | undefined;

export const loadFormCaptcha = async (): Promise<typeof import('./form-captcha.js')> =>
  (part ??= await import('./form-captcha.js'));

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
      if (name) {
        const { formCaptcha } = part ?? (await loadPart(loadFormCaptcha));
        // It may have been created meanwhile, or may no longer be needed.
        if (!this.#held && host.isConnected) {
          host.change({ captchaRoom: name });
          this.#held = formCaptcha(host, name, this.#changed);
        }
      }
    }
    await this.#held?.hold();
  }

  /**
   * Like `hold`, for an action of the reader in a field. The room for the captcha is made in the same frame, so that
   * nothing moves at another moment; while the code for that is still loading, the next action makes it.
   *
   * Never rejects: a failure is reported when the captcha is needed, which is when the form is sent.
   */
  prepare(): void {
    (part || !this.#host.captchaName ? this.hold() : loadFormCaptcha()).catch(() => {});
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
