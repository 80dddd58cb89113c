import { registerCaptcha } from '../../src/register.js';
import type { CaptchaProvider, MountedCaptcha } from '../../src/captcha.js';
import type { StarlingError } from '../../src/errors.js';
import { mountCaptcha, type MountCaptchaOptions } from '../../src/elements/captcha/captcha-slot.js';

/** A form as Starling's own is: a shadow root with a slot `captcha`. Built without markup, for Trusted Types. */
class CaptchaTestForm extends HTMLElement {
  constructor() {
    super();
    const input = document.createElement('input');
    input.ariaLabel = 'Message';
    this.attachShadow({ mode: 'open' }).append(input, createSlot('captcha'));
  }
}
/** An element around the form that hands its own slot on, under another name. */
class CaptchaTestComments extends HTMLElement {
  constructor() {
    super();
    const form = document.createElement('captcha-test-form');
    const slot = createSlot('captcha-outer');
    slot.slot = 'captcha';
    form.append(slot);
    this.attachShadow({ mode: 'open' }).append(form);
  }
}
/** Somebody else's component, that knows nothing of captchas. */
class CaptchaTestForeign extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).append(document.createElement('captcha-test-form'));
  }
}
function createSlot(name: string): HTMLSlotElement {
  const slot = document.createElement('slot');
  slot.name = name;
  return slot;
}
customElements.define('captcha-test-form', CaptchaTestForm);
customElements.define('captcha-test-comments', CaptchaTestComments);
customElements.define('captcha-test-foreign', CaptchaTestForeign);

export interface Mounted {
  form: HTMLElement;
  outer: HTMLElement;
  captcha: MountedCaptcha;
  /** Each call of `onChange`. */
  changes: { token?: string; error?: StarlingError }[];
  last(): { token?: string; error?: StarlingError } | undefined;
}

const mounts: { outer: HTMLElement; captcha: Promise<MountedCaptcha> }[] = [];

/** Mounts a provider into a form of its own, in one of the three surroundings. */
export async function mount(
  provider: CaptchaProvider,
  options: Partial<MountCaptchaOptions> = {},
  around: 'form' | 'comments' | 'foreign' = 'form',
): Promise<Mounted> {
  registerCaptcha(provider.name, async () => provider);
  return mountRegistered(
    { ...options, setting: { provider: provider.name, key: 'site-key', ...options.setting } },
    around,
  );
}

/** As `mount`, for a provider that is registered already, or is not. */
export async function mountRegistered(
  options: Partial<MountCaptchaOptions> & Pick<MountCaptchaOptions, 'setting'>,
  around: 'form' | 'comments' | 'foreign' = 'form',
): Promise<Mounted> {
  const outer = document.createElement(`captcha-test-${around}`);
  document.body.append(outer);
  const form = outer.shadowRoot!.querySelector<HTMLElement>('captcha-test-form') ?? outer;
  const changes: Mounted['changes'] = [];
  const captcha = mountCaptcha(form, {
    placement: 'auto',
    locale: 'en',
    ...options,
    onChange: (token, error) => changes.push({ token, error }),
  });
  mounts.push({ outer, captcha });
  return { form, outer, captcha: await captcha, changes, last: () => changes.at(-1) };
}

/** Takes everything off the page again; for `afterEach`. */
export async function unmountAll(): Promise<void> {
  for (const { outer, captcha } of mounts.splice(0)) {
    (await captcha).destroy();
    outer.remove();
  }
}

/** Address of a stand-in's script. */
export const standIn = (name: string): string =>
  new URL(`../stand-ins/captcha/${name}.js`, import.meta.url).href.split('?')[0]!;
