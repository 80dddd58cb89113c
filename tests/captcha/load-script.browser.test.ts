import { expect } from '@open-wc/testing';
import { test } from 'vitest';
import { loadScript } from '../../src/captcha/shared/load-script.js';
import { StarlingError } from '../../src/errors.js';
import { trustedScriptUrl } from '../../src/platform/trusted-types.js';
import { standIn } from './captcha-fixture.js';

const tags = (address: string) => document.head.querySelectorAll(`script[src^="${address}"]`);
const failure = (promise: Promise<void>) =>
  promise.then(
    () => undefined,
    (cause: unknown) => cause as StarlingError,
  );

test('Who asks at the same time shares one script, which has the nonce and is async', async () => {
  const address = standIn('answers');
  await Promise.all([loadScript(address, { nonce: 'abc', query: { hl: 'de' } }), loadScript(address)]);
  await loadScript(address);
  expect(tags(address)).to.have.length(1);
  const script = tags(address)[0] as HTMLScriptElement;
  expect(script.nonce).to.equal('abc');
  expect(script.async).to.equal(true);
  expect(new URL(script.src).searchParams.get('hl')).to.equal('de');
});

test('A script that is blocked fails, leaves no trace, and is asked for again the next time', async () => {
  const address = `${location.origin}/no-such-captcha.js`;
  const error = await failure(loadScript(address));
  expect(error).to.be.instanceOf(StarlingError);
  expect(error!.code).to.equal('captcha');
  expect(tags(address)).to.have.length(0);
  const again = loadScript(address);
  expect(tags(address)).to.have.length(1);
  expect((await failure(again))!.code).to.equal('captcha');
});

test('A script that never calls back fails after its time, and a later one works', async () => {
  const address = standIn('answers');
  const silent = await failure(loadScript(`${address}?never=1`, { timeout: 200 }));
  expect(silent!.code).to.equal('captcha');
  expect(silent!.message).to.contain('in time');
  expect(tags(`${address}?never`)).to.have.length(0);
  await loadScript(`${address}?late=1`, { timeout: 5000 });
});

test('The policy for script addresses passes only those that a provider is written with', async () => {
  await loadScript(standIn('answers'));
  expect(String(trustedScriptUrl(`${standIn('answers')}?hl=x`))).to.contain('hl=x');
  expect(() => trustedScriptUrl('https://evil.example/api.js')).to.throw(TypeError);
  expect(() => trustedScriptUrl(`${standIn('answers')}/../evil.js`)).to.throw(TypeError);
});
