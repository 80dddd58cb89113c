import { StarlingError } from '../../errors.js';
import { allowScript, trustedScriptUrl } from '../../platform/trusted-types.js';

/** Settings of a provider that loads a script. Set in code only, never by an attribute. */
export interface ScriptSettings {
  /** Address of the provider's script, without query. */
  src?: string;
  /** Milliseconds after which a script that has not called back counts as failed; default 10,000. */
  timeout?: number;
}

export interface LoadOptions {
  /** Parameters of the script's address, in addition to `onload`. */
  query?: Record<string, string>;
  nonce?: string;
  timeout?: number;
}

const scripts = new Map<string, Promise<void>>();
let callbacks = 0;

/**
 * Loads a provider's script and waits until it calls the function named by its `onload` parameter; its API is then
 * ready.
 *
 * Each `address` is loaded once per page, with the query of the first caller. If a script is blocked or does not call
 * back in time, rejects with the code `captcha` and removes the script, so that the next call tries again.
 */
export function loadScript(address: string, options: LoadOptions = {}): Promise<void> {
  let loading = scripts.get(address);
  if (!loading) {
    loading = insert(address, options);
    scripts.set(address, loading);
    loading.catch(() => scripts.delete(address));
  }
  return loading;
}

function insert(address: string, { query, nonce, timeout = 10_000 }: LoadOptions): Promise<void> {
  allowScript(address.split('?')[0]!);
  const callback = `starlingCaptcha${callbacks++}`;
  const url = new URL(address, document.baseURI);
  for (const [name, value] of Object.entries({ ...query, onload: callback })) url.searchParams.set(name, value);

  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = (reason: string) => {
      clearTimeout(timer);
      script.remove();
      // A script that arrives late must still find a function to call.
      define(callback, () => {});
      reject(new StarlingError('captcha', `${address} ${reason}`));
    };
    const timer = setTimeout(() => fail('did not answer in time'), timeout);
    define(callback, () => {
      clearTimeout(timer);
      resolve();
    });
    script.addEventListener('error', () => fail('could not be loaded'));
    script.async = true;
    if (nonce) script.nonce = nonce;
    script.src = trustedScriptUrl(url.href);
    document.head.append(script);
  });
}

const define = (name: string, callback: () => void): void => {
  (globalThis as unknown as Record<string, () => void>)[name] = callback;
};
