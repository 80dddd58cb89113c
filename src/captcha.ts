import type { StarlingError } from './errors.js';

export interface CaptchaOptions {
  /** The provider's public site key. */
  key?: string;
  /** Words after the provider's name in `captcha="recaptcha invisible"`: a way of showing it. */
  mode?: string;
  /** BCP 47. */
  locale: string;
  theme: 'light' | 'dark';
  /** The page's CSP nonce, for the provider's own script tag. */
  nonce?: string;
  /** The backend's challenge, for providers that it hands out itself. */
  challenge?: (options?: { signal?: AbortSignal }) => Promise<unknown>;
  /** Called with the token when there is one, with nothing when it expired, and with the error when it failed. */
  onChange: (token?: string, error?: StarlingError) => void;
  /** Called when the reader has to act in the container, so that it is brought into view. */
  onInteraction?: () => void;
}

/** A captcha in its place on the page. */
export interface MountedCaptcha {
  /**
   * Gets a token without the reader's help; called as the form is sent.
   * Absent where the reader must act first, such as tick a box: the form then asks for that by a field error.
   */
  solve?(options?: { signal?: AbortSignal }): Promise<string>;
  /** Makes it good for another attempt; called after every one, as tokens are good once. */
  reset(): void;
  /** Takes it off the page. */
  destroy(): void;
}

export interface CaptchaProvider {
  readonly name: string;
  /** Draws the captcha into a container in the light DOM; rejects with a `StarlingError`. */
  mount(container: HTMLElement, options: CaptchaOptions): Promise<MountedCaptcha>;
}

/** Resolves to the provider; a lazy `import()` as a rule. */
export type CaptchaLoader = () => Promise<CaptchaProvider>;
