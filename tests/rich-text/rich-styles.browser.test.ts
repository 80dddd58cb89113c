import { expect, test } from 'vitest';
import { prepare } from '../../src/rich-text/rich-text.js';
import { richProse } from '../../src/styles/prose.js';

test('the styles of what only the sanitiser lets through are there before it is drawn, so that nothing moves', async () => {
  const rules = () => richProse.cssRules.length;
  expect(rules()).toBe(0);
  await prepare(['<table><tr><td>a</td></tr></table>']);
  expect(rules()).toBeGreaterThan(0);
});
