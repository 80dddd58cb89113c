import { html, nothing, render } from 'lit/html.js';
import { adoptPageStyles } from '../../styles/adopt-page-styles.js';
import { localeOf, onMessages } from '../../i18n/locale.js';
import { directionOf } from '../../i18n/direction.js';
import { captchaStyles } from './captcha.styles.js';

/** The place of a captcha on the page: a container in the light DOM, in the form's slot or in a dialog. */
export interface CaptchaPlace {
  readonly container: HTMLElement;
  /** Whether the captcha is visible only after `open`. */
  readonly hidden: boolean;
  /** Shows the captcha; `dismissed` is called if the reader closes it. */
  open(dismissed: () => void): void;
  close(): void;
  remove(): void;
}

/**
 * `auto`: the slot if its content is in the document's own tree, else a dialog. `slot`: always the slot, for providers
 * that work in a shadow root. `dialog`: always a dialog.
 */
export function captchaPlace(form: HTMLElement, placement: string, locale: string, theme: string): CaptchaPlace {
  const { host, name } = outermostSlot(form);
  const slotted = placement === 'slot' || (placement !== 'dialog' && host.getRootNode() === document);
  return slotted ? slotPlace(host, name) : dialogPlace(form, locale, theme);
}

/** The host that a child must be in, and the slot that it must name, to show in a form's slot `captcha`. */
function outermostSlot(form: HTMLElement): { host: HTMLElement; name: string } {
  let host = form;
  let name = 'captcha';
  for (;;) {
    const root = host.getRootNode();
    const slot = [...host.children].find((child) => child instanceof HTMLSlotElement && child.slot === name);
    if (!(root instanceof ShadowRoot) || !slot) return { host, name };
    host = root.host as HTMLElement;
    name = (slot as HTMLSlotElement).name;
  }
}

function slotPlace(host: HTMLElement, name: string): CaptchaPlace {
  const container = document.createElement('div');
  container.slot = name;
  host.append(container);
  adoptPageStyles(container, captchaStyles);
  return {
    container,
    hidden: false,
    open: () => container.scrollIntoView({ block: 'nearest' }),
    close() {},
    remove: () => container.remove(),
  };
}

/**
 * Makes a dialog that is not modal. A modal one would cover the picture challenge that reCAPTCHA and hCaptcha append to
 * the body, and make it inert.
 */
function dialogPlace(form: HTMLElement, locale: string, theme: string): CaptchaPlace {
  const dialog = document.createElement('dialog');
  const container = document.createElement('div');
  let dismissed: (() => void) | undefined;
  let opener: HTMLElement | undefined;

  const close = () => {
    dismissed = undefined;
    if (!dialog.open) return;
    dialog.close();
    opener?.focus();
  };
  const dismiss = () => {
    const tell = dismissed;
    close();
    tell?.();
  };
  const draw = () => {
    const title = localeOf(locale).text('missing.captcha');
    dialog.ariaLabel = title;
    dialog.lang = localeOf(locale).lang;
    dialog.dir = directionOf(dialog.lang);
    render(
      html`<h2>${title}</h2>
        ${container}
        <button type="button" class="starling-captcha-button" @click=${dismiss}>
          ${localeOf(locale).text('cancel') || nothing}
        </button>`,
      dialog,
    );
  };

  dialog.className = 'starling-captcha-dialog';
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dismiss();
  });
  takeTokens(form, dialog, theme);
  document.body.append(dialog);
  adoptPageStyles(dialog, captchaStyles);
  draw();
  const release = onMessages(draw);

  return {
    container,
    hidden: true,
    open(tell) {
      dismissed = tell;
      if (dialog.open) return;
      opener = deepActiveElement();
      dialog.show();
    },
    close,
    remove() {
      dismiss();
      release();
      dialog.remove();
    },
  };
}

/** Copies the form's design tokens. Content in a slot inherits them, but the dialog is outside the form. */
function takeTokens(form: HTMLElement, dialog: HTMLElement, theme: string): void {
  const style = getComputedStyle(form);
  for (const name of ['accent', 'text', 'muted', 'background', 'surface', 'border', 'error', 'success', 'radius'])
    dialog.style.setProperty(`--${name}`, style.getPropertyValue(`--${name}`));
  dialog.style.font = style.font;
  dialog.style.colorScheme = theme;
}

function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}
