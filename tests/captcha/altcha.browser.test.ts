import { expect } from '@open-wc/testing';
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { afterEach, test, vi } from 'vitest';
import { altchaCaptcha } from '../../src/captcha/altcha/index.js';
import { solveAltcha } from '../../src/captcha/altcha/solve.js';
import { mount, unmountAll } from './captcha-fixture.js';

const hmacSignatureSecret = 'a secret that only the server knows';

/** A server's side of ALTCHA: signed challenges, each good once. */
function createServer({ counter = 40, seconds = 300 } = {}) {
  const used = new Set<string>();
  let issued = 0;
  return {
    get issued() {
      return issued;
    },
    challenge: async () => {
      issued++;
      return createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: 200,
        counter,
        deriveKey,
        expiresAt: Math.floor(Date.now() / 1000) + seconds,
        hmacSignatureSecret,
      });
    },
    async verify(token: string): Promise<boolean> {
      const { challenge, solution } = JSON.parse(atob(token));
      const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
      const fresh = !used.has(challenge.signature);
      used.add(challenge.signature);
      return verified && fresh;
    },
  };
}

const checkbox = (form: HTMLElement) => form.querySelector<HTMLInputElement>('input[type=checkbox]')!;
const status = (form: HTMLElement) => form.querySelector('[role=status]')!.textContent!.trim();

afterEach(async () => {
  vi.restoreAllMocks();
  await unmountAll();
});

test('The row is accessible in each of its states', async () => {
  const busy = await mount(altchaCaptcha(), createServer({ counter: 1_000_000 }));
  await vi.waitFor(() => expect(status(busy.form)).to.equal('Verifying…'));
  await expect(busy.form).to.be.accessible();
  busy.captcha.destroy();
  const { form, captcha } = await mount(altchaCaptcha(), createServer());
  await captcha.solve!();
  expect(status(form)).to.equal('Verified');
  await expect(form).to.be.accessible();
  captcha.reset();
  expect(status(form)).to.equal('');
  await expect(form).to.be.accessible();
});

test('It works by itself from the moment it is shown, and its token passes the server once', async () => {
  const server = createServer();
  const { form, captcha, last } = await mount(altchaCaptcha(), server);
  const token = await captcha.solve!();
  expect(last()).to.deep.equal({ token, error: undefined });
  expect(checkbox(form).checked).to.equal(true);
  expect(await server.verify(token)).to.equal(true);
  expect(await server.verify(token), 'a replay').to.equal(false);
});

test('After a reset the next attempt has a challenge and a token of its own', async () => {
  const server = createServer();
  const { form, captcha } = await mount(altchaCaptcha(), server);
  const first = await captcha.solve!();
  captcha.reset();
  expect(checkbox(form).checked).to.equal(false);
  const second = await captcha.solve!();
  expect(second).not.to.equal(first);
  expect(server.issued).to.equal(2);
  expect(await server.verify(second)).to.equal(true);
});

test('Invisible mode draws nothing and gives a token that passes', async () => {
  const server = createServer();
  const { form, captcha } = await mount(altchaCaptcha(), { ...server, mode: 'invisible' });
  expect(form.innerText).to.equal('');
  expect(form.querySelector('input')).to.equal(null);
  expect(await server.verify(await captcha.solve!())).to.equal(true);
});

test('A token that got too old is taken back, and the next attempt asks for a new challenge', async () => {
  const server = createServer({ seconds: 2 });
  const { form, captcha, last } = await mount(altchaCaptcha(), server);
  await captcha.solve!();
  await vi.waitFor(() => expect(last()).to.deep.equal({ token: undefined, error: undefined }), { timeout: 4000 });
  expect(checkbox(form).checked).to.equal(false);
  expect(await server.verify(await captcha.solve!())).to.equal(true);
  expect(server.issued).to.equal(2);
});

test('A reader whose clock is an hour fast still gets through', async () => {
  const server = createServer();
  const now = Date.now;
  const challenge = await server.challenge();
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
  const { captcha, changes } = await mount(altchaCaptcha(), { challenge: async () => challenge });
  const token = await captcha.solve!();
  expect(changes).to.deep.equal([{ token, error: undefined }]);
  vi.restoreAllMocks();
  expect(await server.verify(token)).to.equal(true);
});

test('A challenge that does not come is told with a way to try again, which works', async () => {
  const server = createServer();
  let calls = 0;
  const challenge = async () => {
    if (!calls++) throw new TypeError('Failed to fetch');
    return server.challenge();
  };
  const { form, captcha, last } = await mount(altchaCaptcha(), { challenge });
  await vi.waitFor(() => expect(form.querySelector('[role=alert]')?.textContent).to.contain('did not succeed'));
  expect(last()!.error!.code).to.equal('captcha');
  expect(status(form)).to.equal('Not verified');
  await expect(form).to.be.accessible();
  form.querySelector('button')!.click();
  await vi.waitFor(() => expect(status(form)).to.equal('Verified'));
  expect(form.querySelector('[role=alert]')).to.equal(null);
  expect(await server.verify(await captcha.solve!())).to.equal(true);
});

test('After a failure, sending tries again by itself', async () => {
  const server = createServer();
  let calls = 0;
  const challenge = async () => (calls++ ? server.challenge() : { parameters: {} });
  const { captcha, last } = await mount(altchaCaptcha(), { challenge });
  await vi.waitFor(() => expect(last()?.error?.code).to.equal('server'));
  expect(await server.verify(await captcha.solve!())).to.equal(true);
});

test('A captcha that is taken away stops working', async () => {
  const server = createServer({ counter: 1_000_000 });
  let aborted = false;
  const { captcha, changes } = await mount(altchaCaptcha(), {
    challenge: async (options) => {
      options!.signal!.addEventListener('abort', () => (aborted = true));
      return server.challenge();
    },
  });
  const derive = vi.spyOn(crypto.subtle, 'deriveBits');
  await vi.waitFor(() => expect(derive.mock.calls.length).to.be.greaterThan(3));
  captcha.destroy();
  expect(aborted).to.equal(true);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const calls = derive.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(derive.mock.calls.length).to.equal(calls);
  expect(changes).to.deep.equal([]);
});

test('Who waits for the token can leave, and the work goes on for the next one', async () => {
  const server = createServer();
  const { captcha } = await mount(altchaCaptcha(), server);
  const controller = new AbortController();
  const waiting = captcha.solve!({ signal: controller.signal });
  controller.abort();
  const reason = await waiting.catch((cause: unknown) => cause);
  expect((reason as Error).name).to.equal('AbortError');
  expect(await server.verify(await captcha.solve!())).to.equal(true);
  expect(server.issued).to.equal(1);
});

test('The page stays responsive while it works', async () => {
  const challenge = await createServer({ counter: 4000 }).challenge();
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 4);
  await solveAltcha(challenge, new AbortController().signal);
  clearInterval(timer);
  expect(longest).to.be.within(1, 100);
});

test('A page without a secure context is told that it needs HTTPS', async () => {
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
  try {
    const { form, last } = await mount(altchaCaptcha(), createServer());
    expect(last()!.error!.code).to.equal('misconfigured');
    expect(last()!.error!.message).to.contain('HTTPS');
    expect(form.querySelector('[role=alert]')!.textContent).to.contain('not set up correctly');
    expect(form.querySelector('button'), 'nothing that the reader could try again').to.equal(null);
  } finally {
    delete (crypto as { subtle?: SubtleCrypto }).subtle;
  }
});

test('A mode, a backend or an algorithm that does not fit says which setting is wrong', async () => {
  const wrongMode = await mount(altchaCaptcha(), { ...createServer(), mode: 'loud' });
  expect(wrongMode.last()!.error!.message).to.contain('captcha="altcha loud"');
  const noChallenge = await mount(altchaCaptcha());
  expect(noChallenge.last()!.error!.message).to.contain('no challenges');
  const challenge = (await createServer().challenge()) as Challenge;
  challenge.parameters.algorithm = 'ARGON2ID';
  const argon = await mount(altchaCaptcha(), { challenge: async () => challenge });
  await vi.waitFor(() => expect(argon.last()?.error?.message).to.contain('ARGON2ID'));
  expect(argon.last()!.error!.code).to.equal('misconfigured');
});

test('The row keeps its shape on a page that takes every style away', async () => {
  const style = document.head.appendChild(document.createElement('style'));
  style.textContent = '* { all: unset !important }';
  try {
    const { form, captcha } = await mount(altchaCaptcha(), createServer());
    await captcha.solve!();
    const row = form.querySelector('.starling-altcha')!;
    const { width, height } = checkbox(form).getBoundingClientRect();
    expect([width, height]).to.deep.equal([20, 20]);
    expect(getComputedStyle(checkbox(form)).appearance).to.equal('auto');
    const label = row.querySelector('label')!.getBoundingClientRect();
    const said = row.querySelector('[role=status]')!.getBoundingClientRect();
    expect(said.left - label.right, 'a gap between the label and what is said').to.be.above(10);
    const work = row.querySelector('.starling-altcha-work')!;
    expect(work.getBoundingClientRect().height, 'no bar once the work is done').to.equal(0);
    expect(parseFloat(getComputedStyle(row).paddingTop)).to.be.above(0);
  } finally {
    style.remove();
  }
});
