import type { CapWidget } from 'cap-widget';
import type { CaptchaOptions, CaptchaProvider } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { pendingToken } from '../shared/pending-token.js';
import { modeOf, requireKey } from '../shared/settings.js';

export interface CapSettings {
  /**
   * Address of `cap_wasm_bg.wasm`; by default its place on a Cap server with ENABLE_ASSETS_SERVER. If it is missing,
   * slower JavaScript is used.
   */
  wasm?: string;
}

/**
 * Cap, a proof of work with a self-hosted server. The key is the address of the site's endpoint, such as
 * `https://cap.example.com/d9256640cb53/`. Mode `invisible` renders nothing. Needs the npm package `cap-widget`, which
 * loads with it.
 */
export const capCaptcha = ({ wasm }: CapSettings = {}): CaptchaProvider => ({
  name: 'cap',
  async mount(container, options) {
    const endpoint = endpointOf(requireKey('cap', options));
    const mode = modeOf('cap', options, ['invisible']);
    const { locale, nonce, onChange } = options;
    await loadWidget({ wasm: wasm ?? new URL('/assets/cap_wasm_bg.wasm', endpoint).href, nonce });

    const widget = document.createElement('cap-widget') as CapWidget;
    widget.setAttribute('data-cap-api-endpoint', endpoint);
    widget.setAttribute('data-cap-lang', locale);
    widget.setAttribute('data-cap-disable-haptics', '');
    for (const [name, token] of looks) widget.style.setProperty(`--cap-${name}`, `var(--${token})`);
    container.hidden = mode === 'invisible';

    const pending = pendingToken();
    let ours = false;
    listen(widget, {
      solve({ token }) {
        pending.resolve(token);
        onChange(token);
      },
      error({ code, message }) {
        // Reported after a token that is valid for more than a day; the token is valid anyway.
        if (code === 'invalid_expires') return;
        const error = new StarlingError(code === 'missing_endpoint' ? 'misconfigured' : 'captcha', `Cap: ${message}`);
        pending.reject(error);
        onChange(undefined, error);
      },
      reset: () => ours || onChange(),
      progress() {},
    });
    container.append(widget);

    const reset = () => {
      ours = true;
      widget.reset();
      ours = false;
    };
    return {
      // Rejections are ignored because the event reports them too. If a click has started it already, this does
      // nothing.
      solve: ({ signal } = {}) => pending.request(() => void widget.solve().catch(() => {}), signal),
      reset,
      destroy() {
        ours = true;
        widget.remove();
      },
    };
  },
});

const looks = [
  ['background', 'surface'],
  ['border-color', 'border'],
  ['color', 'text'],
  ['checkbox-background', 'background'],
  ['border-radius', 'radius'],
] as const;

function endpointOf(key: string): string {
  try {
    return new URL(key, document.baseURI).href;
  } catch (cause) {
    throw new StarlingError('misconfigured', 'captcha="cap": captcha-key is the address of its endpoint', { cause });
  }
}

/** Sets the widget's globals before its code runs, because that starts by fetching the WebAssembly from a CDN. */
async function loadWidget({ wasm, nonce }: { wasm: string; nonce: CaptchaOptions['nonce'] }): Promise<void> {
  if (customElements.get('cap-widget')) return;
  window.CAP_CUSTOM_WASM_URL ??= wasm;
  window.CAP_CSS_NONCE ??= nonce;
  window.CAP_SCRIPT_NONCE ??= nonce;
  window.CAP_SILENT ??= true;
  await import('cap-widget');
}

interface CapEvents {
  solve: { token: string };
  error: { code: string; message: string };
  reset: unknown;
  progress: unknown;
}

/** Listens to the widget's events and stops them: they bubble out of shadow roots, under names that a page may use. */
function listen(widget: HTMLElement, handlers: { [Name in keyof CapEvents]: (detail: CapEvents[Name]) => void }): void {
  for (const [name, handler] of Object.entries(handlers))
    widget.addEventListener(name, (event) => {
      event.stopPropagation();
      (handler as (detail: unknown) => void)((event as CustomEvent).detail);
    });
}
