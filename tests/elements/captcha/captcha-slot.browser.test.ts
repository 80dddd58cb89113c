import { expect } from '@open-wc/testing';
import { afterEach, test, vi } from 'vitest';
import type { CaptchaOptions, CaptchaProvider } from '../../../src/captcha.js';
import { mountCaptcha } from '../../../src/elements/captcha/captcha-slot.js';
import { StarlingError } from '../../../src/errors.js';
import { mount, mountRegistered, unmountAll } from '../../captcha/captcha-fixture.js';

/** A provider of the simplest kind, whose inside the test can reach. */
function createProvider({ name = 'plain', fails = 0, solves = false } = {}) {
  const seen: { container: HTMLElement; options: CaptchaOptions }[] = [];
  const calls: string[] = [];
  const provider: CaptchaProvider = {
    name,
    async mount(container, options) {
      seen.push({ container, options });
      calls.push('mount');
      if (fails-- > 0) throw new StarlingError('captcha', 'blocked');
      const box = document.createElement('button');
      box.textContent = 'Tick me';
      box.onclick = () => options.onChange('ticked');
      container.append(box);
      return {
        ...(solves && { solve: async () => 'solved' }),
        reset: () => void calls.push('reset'),
        destroy: () => void calls.push('destroy'),
      };
    },
  };
  return { provider, seen, calls };
}

const dialog = () => document.querySelector<HTMLDialogElement>('body > dialog');
const button = (within: ParentNode, text: string) =>
  [...within.querySelectorAll('button')].find((each) => each.textContent!.includes(text))!;

afterEach(async () => {
  document.documentElement.style.colorScheme = '';
  await unmountAll();
  expect(dialog(), 'nothing stays behind').to.equal(null);
});

test('The captcha stands in the light DOM of the form and shows in its slot', async () => {
  const { provider, seen } = createProvider();
  const { form } = await mount(provider);
  expect(seen[0]!.container.getRootNode()).to.equal(document);
  expect(form.contains(seen[0]!.container)).to.equal(true);
  expect(form.children[0]!.assignedSlot!.getRootNode()).to.equal(form.shadowRoot);
  await expect(form).to.be.accessible();
});

test('In an element that hands its slot on, it stands in the outermost one', async () => {
  const { provider, seen } = createProvider();
  const { outer } = await mount(provider, {}, 'comments');
  expect(outer.contains(seen[0]!.container)).to.equal(true);
  expect(outer.children[0]!.slot).to.equal('captcha-outer');
  expect(seen[0]!.container.getBoundingClientRect().height).to.be.greaterThan(0);
});

test('Two forms on a page have a captcha each', async () => {
  const { provider, seen } = createProvider();
  const first = await mount(provider);
  const second = await mount(provider);
  expect(first.form.contains(seen[0]!.container)).to.equal(true);
  expect(second.form.contains(seen[1]!.container)).to.equal(true);
  button(second.form, 'Tick me').click();
  expect(second.last()!.token).to.equal('ticked');
  expect(first.changes).to.deep.equal([]);
});

test('A provider where the reader acts first offers no solve; it comes and goes with the page', async () => {
  const { provider, calls } = createProvider();
  const { form, captcha } = await mount(provider);
  expect(captcha.solve).to.equal(undefined);
  captcha.reset();
  captcha.destroy();
  expect(calls).to.deep.equal(['mount', 'reset', 'destroy']);
  expect(form.children).to.have.length(0);
});

test('Inside somebody else’s component it opens a dialog as it is needed, and closes it with the token', async () => {
  const { provider } = createProvider();
  const { form, captcha } = await mount(provider, {}, 'foreign');
  const input = form.shadowRoot!.querySelector('input')!;
  input.focus();
  expect(dialog()!.open).to.equal(false);
  const solving = captcha.solve!();
  await vi.waitFor(() => expect(dialog()!.open).to.equal(true));
  await vi.waitFor(() => expect(dialog()!.ariaLabel).to.equal('Please complete the captcha.'));
  expect(dialog()!.contains(document.activeElement)).to.equal(true);
  await expect(dialog()!).to.be.accessible();
  button(dialog()!, 'Tick me').click();
  expect(await solving).to.equal('ticked');
  expect(dialog()!.open).to.equal(false);
  expect(form.shadowRoot!.activeElement).to.equal(input);
});

for (const [way, leave] of [
  ['its button', () => button(dialog()!, 'Cancel').click()],
  [
    'Escape',
    () => document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
  ],
] as const) {
  test(`A reader can leave the dialog by ${way}, and come back`, async () => {
    const { provider } = createProvider();
    const { captcha } = await mount(provider, { placement: 'dialog' });
    const solving = captcha.solve!();
    solving.catch(() => {});
    await vi.waitFor(() => expect(dialog()!.open).to.equal(true));
    await vi.waitFor(() => void leave());
    expect(((await solving.catch((cause: unknown) => cause)) as StarlingError).code).to.equal('captcha');
    expect(dialog()!.open).to.equal(false);
    const again = captcha.solve!();
    await vi.waitFor(() => expect(dialog()!.open).to.equal(true));
    button(dialog()!, 'Tick me').click();
    expect(await again).to.equal('ticked');
  });
}

test('A page can open what it has over the dialog: picture challenges lie above it and can be clicked', async () => {
  const { provider } = createProvider();
  const { captcha } = await mount(provider, { placement: 'dialog' });
  captcha.solve!().catch(() => {});
  await vi.waitFor(() => expect(dialog()!.open).to.equal(true));
  const challenge = document.createElement('button');
  Object.assign(challenge.style, {
    position: 'absolute',
    zIndex: '2000000000',
    inset: '0',
    width: '100%',
    height: '100%',
  });
  document.body.append(challenge);
  const { x, y } = dialog()!.getBoundingClientRect();
  expect(document.elementFromPoint(x + 10, y + 10)).to.equal(challenge);
  challenge.remove();
});

test('The dialog is drawn in the form’s colours', async () => {
  const { provider } = createProvider();
  const { form, captcha } = await mount(provider, { placement: 'dialog' });
  captcha.destroy();
  form.style.setProperty('--background', 'rgb(1, 2, 3)');
  const again = await mountCaptcha(form, {
    setting: { provider: 'plain' },
    placement: 'dialog',
    locale: 'en',
    onChange() {},
  });
  again.solve!().catch(() => {});
  await vi.waitFor(() => expect(getComputedStyle(dialog()!).backgroundColor).to.equal('rgb(1, 2, 3)'));
  again.destroy();
});

test('A provider that solves by itself opens no dialog', async () => {
  const { provider } = createProvider({ solves: true });
  const { captcha } = await mount(provider, {}, 'foreign');
  expect(await captcha.solve!()).to.equal('solved');
  expect(dialog()!.open).to.equal(false);
});

test('Placement "slot" stays in the slot, even within a shadow root', async () => {
  const { provider, seen } = createProvider();
  const { form, outer } = await mount(provider, { placement: 'slot' }, 'foreign');
  expect(dialog()).to.equal(null);
  expect(seen[0]!.container.getRootNode()).to.equal(outer.shadowRoot);
  expect(form.contains(seen[0]!.container)).to.equal(true);
});

test('What failed to load is told, and loads when the reader tries again', async () => {
  const { provider } = createProvider({ fails: 1 });
  const { form, captcha, last } = await mount(provider);
  expect(last()!.error!.code).to.equal('captcha');
  await vi.waitFor(() => expect(form.querySelector('[role=alert]')!.textContent).to.contain('could not be loaded'));
  await expect(form).to.be.accessible();
  button(form, 'Try again').click();
  await vi.waitFor(() => expect(document.activeElement).to.equal(button(form, 'Tick me')));
  button(form, 'Tick me').click();
  expect(last()!.token).to.equal('ticked');
  expect(form.querySelector('[role=alert]')).to.equal(null);
  expect(captcha.solve).to.equal(undefined);
});

test('Sending after a failure tries again too, and says so where the reader has to act', async () => {
  const { provider } = createProvider({ fails: 1 });
  const { form, captcha } = await mount(provider);
  const reason = await captcha.solve!().catch((cause: unknown) => cause);
  expect((reason as StarlingError).code).to.equal('captcha');
  expect(button(form, 'Tick me')).to.be.instanceOf(HTMLButtonElement);
  expect(captcha.solve).to.equal(undefined);
});

test('A failure after it was shown is told as well, and a new start replaces what failed', async () => {
  const { provider, seen, calls } = createProvider();
  const { form, last } = await mount(provider);
  seen[0]!.options.onChange(undefined, new StarlingError('network'));
  expect(last()!.error!.code).to.equal('network');
  expect(form.querySelector('[role=alert]')!.textContent).to.contain('No connection');
  button(form, 'Try again').click();
  await vi.waitFor(() => expect(calls).to.deep.equal(['mount', 'destroy', 'mount']));
  seen[0]!.options.onChange('late');
  expect(last()!.token, 'the old one has no say any more').to.equal(undefined);
});

test('What a provider throws is an error of the captcha, and what nobody registered is a wrong setting', async () => {
  const throws: CaptchaProvider = { name: 'throws', mount: () => Promise.reject(new TypeError('boom')) };
  expect((await mount(throws)).last()!.error).to.include({ code: 'captcha', message: 'boom' });
  const unknown = await mountRegistered({ setting: { provider: 'unheard-of' } });
  expect(unknown.last()!.error).to.include({ code: 'misconfigured' });
  expect(unknown.last()!.error!.message).to.contain('"unheard-of"');
});

test('A captcha that is taken away while it loads is taken down when it has loaded', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const calls: string[] = [];
  const slow: CaptchaProvider = {
    name: 'slow',
    async mount(_, options) {
      // Fails once at first, so that there is a handle to destroy while the second start is under way.
      if (!calls.push('mount') || calls.length === 1) throw new Error('first');
      await promise;
      options.onChange('late');
      return { reset() {}, destroy: () => void calls.push('destroy') };
    },
  };
  const { form, captcha, changes } = await mount(slow);
  button(form, 'Try again').click();
  captcha.destroy();
  resolve();
  await vi.waitFor(() => expect(calls).to.deep.equal(['mount', 'mount', 'destroy']));
  expect(changes.filter(({ token }) => token)).to.deep.equal([]);
});

test('The page’s nonce, the language, the key, the mode and the theme as drawn are passed on', async () => {
  const script = document.createElement('script');
  script.setAttribute('nonce', 'r4nd0m');
  document.head.append(script);
  const { provider, seen } = createProvider();
  document.documentElement.style.colorScheme = 'dark';
  await mount(provider, { locale: 'de-CH', mode: 'invisible', setting: { provider: 'plain', key: 'k' } });
  document.documentElement.style.colorScheme = 'light';
  await mount(provider);
  script.remove();
  expect(seen[0]!.options).to.include({ nonce: 'r4nd0m', locale: 'de-CH', mode: 'invisible', key: 'k', theme: 'dark' });
  expect(seen[1]!.options.theme).to.equal('light');
});
