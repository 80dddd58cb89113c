import type { StarlingError } from './errors.js';

export interface CaptchaOptions {
  /** The provider's public site key. */
  key?: string;
  /** The words after the provider's name, as in `captcha="recaptcha invisible"`; they say how to show it. */
  mode?: string;
  /** BCP 47 tag. */
  locale: string;
  theme: 'light' | 'dark';
  /** The page's CSP nonce, for the provider's own script tag. */
  nonce?: string;
  /** Gets the backend's challenge, for captchas that the backend itself provides. */
  challenge?: (options?: { signal?: AbortSignal }) => Promise<unknown>;
  /** Called with the token when there is one, without arguments when it has expired, and with the error on failure. */
  onChange: (token?: string, error?: StarlingError) => void;
  /** Called when the reader has to act in the container, so that the form makes it visible. */
  onInteraction?: () => void;
}

/** A captcha that is on the page. */
export interface MountedCaptcha {
  /**
   * Gets a token without the reader's help; called when the form is sent.
   * Absent if the reader must act first, such as tick a box: the form then shows that as a field error.
   */
  solve?(options?: { signal?: AbortSignal }): Promise<string>;
  /** Prepares the captcha for another attempt. Called after every attempt, because tokens are valid only once. */
  reset(): void;
  /** Removes the captcha from the page. */
  destroy(): void;
}

export interface CaptchaProvider {
  readonly name: string;
  /** Renders the captcha into a container in the light DOM; rejects with a `StarlingError`. */
  mount(container: HTMLElement, options: CaptchaOptions): Promise<MountedCaptcha>;
}

/** Resolves to the provider; usually a lazy `import()`. */
export type CaptchaLoader = () => Promise<CaptchaProvider>;
