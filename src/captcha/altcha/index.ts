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
 * ALTCHA, a proof of work that the backend itself hands out and checks: no third party, no puzzle.
 * The work begins as the captcha is mounted, so that the reader, as a rule, has nothing to do and nothing to wait for.
 * Mode `invisible` draws nothing.
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

/** The work itself: one run at a time, whose token all who ask share until it is spent or too old. */
function createWork(challenge: Challenge, onChange: CaptchaOptions['onChange'], show: (state: State) => void) {
  let run: { token: Promise<string>; controller: AbortController; deadline: number } | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const solve = (): Promise<string> => {
    // A machine that slept has not seen its timer fire.
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
    // By a clock that is fast every challenge is too old: then the server, whose time it is, has the word.
    if (left <= 0 || left === Infinity) return;
    run!.deadline = expires;
    timer = setTimeout(expire, left);
  };

  const stop = () => {
    clearTimeout(timer);
    run?.controller.abort();
    run = undefined;
  };
  // What takes its place is not begun before it is needed: a page left open would work for nothing, for ever.
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

/** A row with a box that ticks itself, and what goes on beside it. */
function createRow(container: HTMLElement, locale: string, begin: () => void) {
  let state: State = 'idle';
  // A click starts what has not begun; it never ticks or unticks.
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
