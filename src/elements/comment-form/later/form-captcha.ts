import type { CaptchaAnswer } from '../../../contract.js';
import type { MessageKey } from '../../../i18n/locale.js';
import { loadPart } from '../../../platform/load-part.js';
import type { MountCaptchaOptions, SlottedCaptcha } from '../../captcha/captcha-slot.js';
import type { FormHost } from '../form-host.js';

/** A form's captcha. It is on the page while the form holds it. */
export interface FormCaptcha {
  /** The provider and, after a space, its mode. */
  readonly name: string;
  /** The message to show while the reader has to solve it before the form can be sent. */
  readonly missing: MessageKey | undefined;
  /** Shows it, and removes that of another form. */
  hold(): Promise<void>;
  /** Gets a token. Call it once `missing` is undefined. Rejects with a `StarlingError`. */
  answer(): Promise<CaptchaAnswer>;
  /** Prepares it for another attempt. */
  reset(): void;
  /** Focuses the captcha. */
  focus(): void;
  /** Removes it from the page. */
  release(): void;
}

/**
 * The only captcha on the page: providers handle one at a time, and readers should not have to guess which one counts.
 */
let current: FormCaptcha | undefined;

/** @param changed called when a token has arrived or expired */
export function formCaptcha(form: FormHost, name: string, changed: () => void): FormCaptcha {
  const [provider = '', ...mode] = name.split(' ');
  let mounting: Promise<SlottedCaptcha> | undefined;
  let mounted: SlottedCaptcha | undefined;
  let token: string | undefined;

  const mount = (): Promise<SlottedCaptcha> => {
    const { store, attributes } = form.scope!;
    const backend = store?.backend;
    const options: MountCaptchaOptions = {
      setting: { provider, key: store?.settings?.captcha?.key ?? attributes.captchaKey },
      mode: mode.join(' ') || undefined,
      placement: attributes.captchaPlacement || 'auto',
      locale: form.language,
      challenge: backend?.challenge?.bind(backend),
      onChange(next) {
        if (mounting !== mine) return;
        token = next;
        changed();
      },
    };
    // Most of the captcha code, loaded only if a captcha is required.
    const mine = loadPart(() => import('../../captcha/captcha-slot.js')).then(
      ({ mountCaptcha }) => mountCaptcha(form, options),
      (cause: unknown) => {
        mounting = undefined;
        throw cause;
      },
    );
    return mine;
  };

  const captcha: FormCaptcha = {
    name,
    get missing() {
      if (!mounted || mounted.solve || token !== undefined) return undefined;
      return provider === 'recaptcha' ? 'missing.recaptcha' : 'missing.captcha';
    },
    async hold() {
      if (current !== captcha) current?.release();
      current = captcha;
      const mine = (mounting ??= mount());
      const result = await mine;
      // It may have been released meanwhile, because another form took its place.
      if (mounting === mine) mounted = result;
    },
    async answer() {
      await captcha.hold();
      return { provider, token: token ?? (await mounted!.solve!()) };
    },
    reset() {
      token = undefined;
      mounted?.reset();
    },
    focus: () => mounted?.focus(),
    release() {
      void mounting?.then(
        (each) => each.destroy(),
        () => undefined,
      );
      mounting = mounted = token = undefined;
      if (current === captcha) current = undefined;
    },
  };
  return captcha;
}
