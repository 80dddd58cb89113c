import { expect } from '@open-wc/testing';
import { afterEach, test } from 'vitest';
import { noneCaptcha } from '../../src/captcha/none/index.js';
import { mount, unmountAll } from './captcha-fixture.js';

afterEach(unmountAll);

test('No captcha shows nothing and lets everybody pass', async () => {
  const { form, captcha } = await mount(noneCaptcha());
  expect(form.innerText).to.equal('');
  expect(await captcha.solve!()).to.be.a('string');
});
