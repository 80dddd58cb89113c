import { html, render } from 'lit/html.js';
import type { CaptchaOptions, CaptchaProvider } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { abortable } from '../../platform/abortable.js';
import { adoptPageStyles } from '../../styles/adopt-page-styles.js';
import { toCaptchaError } from '../shared/captcha-error.js';
import { localeOf, onMessages } from '../../i18n/locale.js';
import { altchaStyles } from './styles.js';
import { modeOf } from '../shared/settings.js';
import { solveAltcha } from './solve.js';

type State = 'idle' | 'verifying' | 'verified' | 'failed';
type Challenge = NonNullable<CaptchaOptions['challenge']>;

/**
 * ALTCHA, a proof of work that the backend itself creates and checks: no third party, no puzzle.
 * The work starts when the captcha is mounted, so the reader usually has nothing to do and nothing to wait for.
 * Mode `invisible` renders nothing.
 */
export const altchaCaptcha = (): CaptchaProvider => ({
  name: 'altcha',
  async mount(container, options) {
    const mode = modeOf('altcha', options, ['invisible']);
    if (!globalThis.crypto?.subtle)
      throw new StarlingError('misconfigured', 'captcha="altcha" needs a secure context: serve the page over HTTPS');
    if (!options.challenge) throw new StarlingError('misconfigured', 'captcha="altcha": the backend has no challenges');
    const row = mode ? undefined : createRow(container, options.locale, () => void work.solve().catch(() => {}));
    const work = createWork(options.challenge, options.onChange, (state) => row?.show(state));
    work.solve().catch(() => {});
    return {
      solve: ({ signal } = {}) => abortable(work.solve(), signal),
      reset: work.reset,
      destroy() {
        work.stop();
        row?.release();
      },
    };
  },
});

/** The proof of work. There is one run at a time; all callers share its token until it is used or has expired. */
function createWork(challenge: Challenge, onChange: CaptchaOptions['onChange'], show: (state: State) => void) {
  let run: { token: Promise<string>; controller: AbortController; deadline: number } | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const solve = (): Promise<string> => {
    // On a machine that was asleep the timer may not have fired.
    if (run && run.deadline <= Date.now()) expire();
    if (run) return run.token;
    const controller = new AbortController();
    const token = Promise.resolve().then(() => start(controller.signal));
    run = { token, controller, deadline: Infinity };
    return token;
  };

  const start = async (signal: AbortSignal): Promise<string> => {
    show('verifying');
    try {
      const { token, expires = Infinity } = await solveAltcha(await challenge({ signal }), signal);
      signal.throwIfAborted();
      keepUntil(expires);
      show('verified');
      onChange(token);
      return token;
    } catch (cause) {
      signal.throwIfAborted();
      run = undefined;
      const error = toCaptchaError(cause);
      show('failed');
      onChange(undefined, error);
      throw error;
    }
  };

  const keepUntil = (expires: number) => {
    const left = expires - Date.now();
    // If the device's clock is fast, every challenge seems expired. The server then decides by its own clock.
    if (left <= 0 || left === Infinity) return;
    run!.deadline = expires;
    timer = setTimeout(expire, left);
  };

  const stop = () => {
    clearTimeout(timer);
    run?.controller.abort();
    run = undefined;
  };
  // The next run starts only when it is needed: otherwise a page that is left open would work forever for nothing.
  const reset = () => {
    stop();
    show('idle');
  };
  const expire = () => {
    reset();
    onChange();
  };

  return { solve, reset, stop };
}

/** A row with a checkbox that ticks itself, and a text about the progress beside it. */
function createRow(container: HTMLElement, locale: string, begin: () => void) {
  let state: State = 'idle';
  // A click starts the work if it has not started; it never ticks or unticks the checkbox.
  const click = (event: Event) => {
    event.preventDefault();
    begin();
  };
  const draw = () =>
    render(
      html`<div class="starling-altcha" data-state=${state}>
        <label>
          <input
            type="checkbox"
            .checked=${state === 'verified'}
            aria-disabled=${state === 'verifying' || state === 'verified'}
            @click=${click}
          />
          ${localeOf(locale).text('captcha.robot')}
        </label>
        <span role="status">${state === 'idle' ? '' : localeOf(locale).text(`captcha.${state}`)}</span>
        <span class="starling-altcha-work" ?hidden=${state !== 'verifying'}></span>
      </div>`,
      container,
    );
  adoptPageStyles(container, altchaStyles);
  draw();
  return {
    show(next: State) {
      state = next;
      draw();
    },
    release: onMessages(draw),
  };
}
