import { expect, test } from 'vitest';
import { createModel, learn, probabilityOf, readModel, writeModel } from '../../../server/src/spam/classifier.js';
import { tokensOf } from '../../../server/src/spam/tokens.js';

const tokens = (body: string) => tokensOf({ body, html: '', author: {} });
const spam = ['cheap pills online', 'casino bonus now', 'buy cheap watches', 'online casino pills', 'cheap loans now'];
const ham = ['nice article', 'I disagree with the author', 'the second half is good', 'where is the code', 'nice code'];

const taught = () => {
  const model = createModel();
  for (const body of spam) learn(model, tokens(body), true);
  for (const body of ham) learn(model, tokens(body), false);
  return model;
};

test('what was learned tells spam from the rest', () => {
  const model = taught();
  expect(probabilityOf(model, tokens('cheap casino online'))).toBeGreaterThan(0.9);
  expect(probabilityOf(model, tokens('the author has nice code'))).toBeLessThan(0.1);
  expect(probabilityOf(model, ['unknown words'])).toBe(0.5);
});

test('says nothing before it has learned some of both', () => {
  const model = createModel();
  for (const body of spam) learn(model, tokens(body), true);
  expect(probabilityOf(model, tokens('cheap casino online'))).toBe(0.5);
});

test('is the same after it was written and read', () => {
  const model = taught();
  for (let word = 0; word < 30_000; word++) learn(model, [`word ${word}`], word % 2 === 0);
  const written = writeModel(model);
  expect(readModel(written)).toEqual(model);
  expect(readModel(writeModel(createModel()))).toEqual(createModel());
  // Made of other tokens, before an upgrade.
  expect(readModel(written.replace(/^\d+/, '0'))).toBe(undefined);
  expect(readModel(written.replace(/^\d+\./, ''))).toBe(undefined);
});

test('stays within its bounds, whatever is written', () => {
  const model = createModel();
  for (let word = 0; word < 200_000; word++) learn(model, [`word ${word}`, 'same'], true);
  expect(writeModel(model).length).toBeLessThan(64 * 1024 * 6);
  expect(tokens('word '.repeat(2000).replaceAll('word', () => Math.random().toString(36))).size).toBeLessThan(420);
});

test('writing without spaces is taken apart too', () => {
  expect([...tokens('買い物かご')]).toContain('い物');
  expect([...tokens('ราคาถูก')].length).toBeGreaterThan(3);
});
