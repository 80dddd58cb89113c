import type { CaptchaAnswer } from '../../../contract.js';
import { StarlingError } from '../../../errors.js';
import type { Write } from '../../../thread/change-comment.js';
import type { ListHost } from '../list-host.js';

/** Any element that shows a thread. */
type Writer = HTMLElement & Pick<ListHost, 'store' | 'scope' | 'language'>;

/** Runs a write. If the backend requires a captcha first, asks for one in a dialog and runs the write again. */
export const withCaptcha =
  (list: Writer): Write =>
  async (call) => {
    try {
      return await call({});
    } catch (cause) {
      if (!(cause instanceof StarlingError) || cause.code !== 'captcha' || !list.store?.settings?.captcha) throw cause;
      return call({ captcha: await answer(list) });
    }
  };

async function answer(list: Writer): Promise<CaptchaAnswer> {
  const { settings, backend } = list.store!;
  const captcha = settings!.captcha!;
  const { mountCaptcha } = await import('../../captcha/captcha-slot.js');
  const { attributes } = list.scope!;
  const [name, mode] = attributes.captcha?.split(' ') ?? [];
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // If the captcha solves itself, nothing waits for this promise, so its rejection must not be reported as unhandled.
  promise.catch(() => undefined);
  const mounted = await mountCaptcha(list, {
    setting: { ...captcha, key: captcha.key ?? attributes.captchaKey },
    mode: name === captcha.provider ? mode : undefined,
    placement: 'dialog',
    locale: list.language,
    challenge: backend!.challenge?.bind(backend),
    onChange: (token, error) => (token ? resolve(token) : error && reject(error)),
  });
  try {
    return { provider: captcha.provider, token: await (mounted.solve?.() ?? promise) };
  } finally {
    mounted.destroy();
  }
}
