import { expect } from '@open-wc/testing';
import { afterEach, test } from 'vitest';
import docs from '../../docs/captcha.md?raw';
import { mount, unmountAll } from './captcha-fixture.js';
import { questionCaptcha } from './example-question.js';
import source from './example-question.ts?raw';

afterEach(unmountAll);

test('The example of docs/captcha.md is this code, in under 60 lines', () => {
  const code = source.replace('../../src/index.js', 'starling-comments').trim();
  expect(docs).to.contain('```ts\n' + code + '\n```');
  expect(code.split('\n').length).to.be.lessThan(60);
});

test('The example asks its question and gives the answer as its token', async () => {
  const { form, captcha, last } = await mount(questionCaptcha(), {
    setting: { provider: 'question', key: 'Which bird is this site about?' },
  });
  await expect(form).to.be.accessible();
  const input = form.querySelector('input')!;
  input.value = ' starling ';
  input.dispatchEvent(new InputEvent('input'));
  expect(last()!.token).to.equal('starling');
  captcha.reset();
  expect(input.value).to.equal('');
});
