import { afterEach, expect } from 'vitest';

/** Lit says each of its warnings once a page; a test in whose time one falls has failed. */
const warnings: unknown[] = [];
const { warn } = console;
console.warn = (...message: unknown[]) => {
  if (/lit\.dev\/msg\/change-in-update/.test(`${message[0]}`)) warnings.push(message[0]);
  warn(...message);
};

afterEach(() => {
  expect(warnings.splice(0), 'a change in an update draws twice').toEqual([]);
});
