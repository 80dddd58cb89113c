import { expect } from '@open-wc/testing';
import { afterEach, test, vi } from 'vitest';
import { friendlyCaptcha } from '../../src/captcha/friendly/index.js';
import { mount, unmountAll } from './captcha-fixture.js';

/* The SDK is Friendly Captcha's own; the frames that it loads are stand-ins, see stand-ins/friendly-frame.html. */
const provider = friendlyCaptcha({ apiEndpoint: location.origin });
const setting = (key: string) => ({ setting: { provider: 'friendly', key } });
const frame = (within: ParentNode) => within.querySelector<HTMLIFrameElement>('iframe')!;
const frameButton = (within: ParentNode) =>
  vi.waitUntil(() => {
    const button = frame(within)?.contentDocument?.querySelector('button');
    return button && !button.hidden && frame(within).checkVisibility() ? button : undefined;
  });

afterEach(unmountAll);

test('It works by itself from the moment it is shown, and needs no click', async () => {
  const { form, captcha, last } = await mount(provider, setting('FCOK'));
  const token = await captcha.solve!();
  expect(token).to.match(/^frc\./);
  expect(last()!.token).to.equal(token);
  expect(form.querySelector('input'), 'no hidden field').to.equal(null);
  await expect(form).to.be.accessible({ ignoredRules: ['frame-tested'] });
});

test('Site key, language and theme reach its frame', async () => {
  const { form } = await mount(provider, { ...setting('FCOK'), locale: 'de' });
  const { searchParams } = new URL(frame(form).src);
  expect(Object.fromEntries(searchParams)).to.include({ sitekey: 'FCOK', lang: 'de', theme: 'light' });
});

test('Each attempt after a reset has a token of its own', async () => {
  const { captcha } = await mount(provider, setting('FCOK'));
  const first = await captcha.solve!();
  captcha.reset();
  expect(await captcha.solve!()).not.to.equal(first);
});

test('Placeholders of its response are never taken for tokens, and an expired one is taken back', async () => {
  const { captcha, changes } = await mount(provider, setting('FCSHORT'));
  await captcha.solve!();
  await vi.waitFor(() => expect(changes).to.have.length(2));
  expect(changes[0]!.token).to.match(/^frc\./);
  expect(changes[1]).to.deep.equal({ token: undefined, error: undefined });
});

test('A reader who has to click does so in the form, or in the dialog where there is no slot', async () => {
  const slotted = await mount(provider, setting('FCCLICK'));
  const solving = slotted.captcha.solve!();
  (await frameButton(slotted.form))!.click();
  expect(await solving).to.match(/^frc\./);

  const foreign = await mount(provider, setting('FCCLICK'), 'foreign');
  const waiting = foreign.captcha.solve!();
  const dialog = await vi.waitUntil(() => document.querySelector<HTMLElement>('body > dialog[open]'));
  (await frameButton(dialog!))!.click();
  expect(await waiting).to.match(/^frc\./);
});

test('A wrong site key is a wrong setting', async () => {
  const { last } = await mount(provider, setting('FCBAD'));
  await vi.waitFor(() => expect(last()?.error).to.include({ code: 'misconfigured' }));
  expect(last()!.error!.message).to.contain('sitekey_invalid');
});

test('What is taken away leaves nothing in the form', async () => {
  const { form, captcha } = await mount(provider, setting('FCOK'));
  captcha.destroy();
  expect(form.children).to.have.length(0);
});
