import { expect } from '@open-wc/testing';
import { afterEach, test, vi } from 'vitest';
import { capCaptcha } from '../../src/captcha/cap/index.js';
import type { StarlingError } from '../../src/errors.js';
import { mount, unmountAll } from './captcha-fixture.js';

/* The widget is Cap's own, workers and all; its server is a stand-in that checks the work, see stand-in-server.ts. */
const provider = capCaptcha();
const endpoint = (site: string) => `${location.origin}/cap-stand-in/${site}/`;
const setting = (site: string) => ({ setting: { provider: 'cap', key: endpoint(site) } });
const verify = async (response: string): Promise<boolean> => {
  const answer = await fetch(`${endpoint('ok')}siteverify`, {
    method: 'POST',
    body: JSON.stringify({ secret: 's', response }),
  });
  return (await answer.json()).success;
};

afterEach(unmountAll);

test('It works as the form is sent, and its token passes once', async () => {
  const { captcha, last } = await mount(provider, setting('ok'));
  const token = await captcha.solve!();
  expect(last()!.token).to.equal(token);
  expect(await verify(token)).to.equal(true);
  expect(await verify(token)).to.equal(false);
});

test('A reader may click before sending, and is not asked twice', async () => {
  const { form, captcha, changes } = await mount(provider, setting('ok'));
  const widget = form.querySelector('cap-widget')!;
  widget.shadowRoot!.querySelector<HTMLElement>('[role=button]')!.click();
  const token = await captcha.solve!();
  expect(await verify(token)).to.equal(true);
  expect(changes).to.deep.equal([{ token, error: undefined }]);
});

test('Each attempt after a reset has a token of its own', async () => {
  const { captcha } = await mount(provider, setting('ok'));
  const first = await captcha.solve!();
  captcha.reset();
  const second = await captcha.solve!();
  expect(second).not.to.equal(first);
  expect(await verify(second)).to.equal(true);
});

test('A token that expires is taken back', async () => {
  const { captcha, last, changes } = await mount(provider, setting('short'));
  await captcha.solve!();
  await vi.waitFor(() => expect(last()).to.deep.equal({ token: undefined, error: undefined }));
  expect(changes).to.have.length(2);
});

test('A server that is down fails the attempt, and none of its events reaches the page', async () => {
  const heard: string[] = [];
  const hear = ({ type }: Event) => void heard.push(type);
  for (const name of ['solve', 'error', 'progress', 'reset']) document.body.addEventListener(name, hear);
  const { captcha, last } = await mount(provider, setting('down'));
  const reason = (await captcha.solve!().catch((cause: unknown) => cause)) as StarlingError;
  expect(reason).to.include({ code: 'captcha', message: 'Cap: out of order' });
  expect(last()!.error).to.equal(reason);
  expect(heard).to.deep.equal([]);
  for (const name of ['solve', 'error', 'progress', 'reset']) document.body.removeEventListener(name, hear);
});

test('Invisible mode shows nothing and passes', async () => {
  const { form, captcha } = await mount(provider, { ...setting('ok'), mode: 'invisible' });
  expect(form.querySelector('cap-widget')!.checkVisibility()).to.equal(false);
  expect(await verify(await captcha.solve!())).to.equal(true);
});

test('It works in somebody else’s shadow root, in the slot too', async () => {
  const { form, captcha } = await mount(provider, { ...setting('ok'), placement: 'slot' }, 'foreign');
  expect(form.querySelector('cap-widget')).not.to.equal(null);
  expect(await verify(await captcha.solve!())).to.equal(true);
});

test('Nothing is fetched from a CDN', async () => {
  const { captcha } = await mount(provider, setting('ok'));
  await captcha.solve!();
  const requests = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  expect(requests.map(({ pathname }) => pathname)).to.include('/assets/cap_wasm_bg.wasm');
  expect([...new Set(requests.map(({ host }) => host))]).to.deep.equal([location.host]);
});
