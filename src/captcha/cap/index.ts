import type { CapWidget } from 'cap-widget';
import type { CaptchaOptions, CaptchaProvider } from '../../captcha.js';
import { StarlingError } from '../../errors.js';
import { pendingToken } from '../shared/pending-token.js';
import { modeOf, requireKey } from '../shared/settings.js';

export interface CapSettings {
  /**
   * Address of `cap_wasm_bg.wasm`; by default where a Cap server with ENABLE_ASSETS_SERVER has it. Without it readers
   * still get through, by slower JavaScript.
   */
  wasm?: string;
}

/**
 * Cap, a proof of work by a server of one's own. The key is the address of the site's endpoint, such as
 * `https://cap.example.com/d9256640cb53/`. Mode `invisible` draws nothing. Needs the npm package `cap-widget`, which
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
        // Comes after a token that lives for more than a day, and takes nothing from it.
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
      // What it rejects with comes by the event too; where a click has started it already, it does nothing.
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

/** Its globals have to be set before its code runs, which begins by fetching the WebAssembly from a CDN. */
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

/** Its events bubble out of everything, under names that a page means other things by: here they end. */
function listen(widget: HTMLElement, handlers: { [Name in keyof CapEvents]: (detail: CapEvents[Name]) => void }): void {
  for (const [name, handler] of Object.entries(handlers))
    widget.addEventListener(name, (event) => {
      event.stopPropagation();
      (handler as (detail: unknown) => void)((event as CustomEvent).detail);
    });
}
