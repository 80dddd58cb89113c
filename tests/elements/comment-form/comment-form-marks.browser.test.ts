import { expect } from '@open-wc/testing';
import { beforeEach, describe, test } from 'vitest';
import { backendFor, field, newReader, openForm, type } from '../../support/comment-form.js';
import { find, findAll, textOf, until } from '../../support/elements.js';

beforeEach(newReader);

describe('what is required', () => {
  const labels = (form: Element) =>
    Object.fromEntries(
      findAll(form, 'legend, .field label').map((label) => [
        label.firstChild!.parentElement!.textContent!.trim().replace(/\s+/g, ' '),
        getComputedStyle(label.querySelector('small')!).fontWeight,
      ]),
    );

  test('has no mark, and what is optional has the same, the stars too', async () => {
    const fields = { email: 'optional', name: 'required', url: 'optional' } as const;
    const optional = await openForm(backendFor({ fields }));
    await until(() => textOf(optional).includes('Website'));
    expect(labels(optional)).to.eql({
      'Rate this article: (optional)': '400',
      'Email (optional)': '400',
      Name: '400',
      'Website (optional)': '400',
      Message: '400',
    });
    const required = await openForm(backendFor({ ratings: 'required' }));
    expect(Object.keys(labels(required))[0]).to.equal('Rate this article:');
  });
});

describe('a field', () => {
  test('runs the way of what is typed in it, on a page that runs the other', async () => {
    const form = await openForm(backendFor());
    for (const name of ['name', 'body'] as const) {
      expect(getComputedStyle(field(form, name)).direction).to.equal('ltr');
      await type(form, name, 'שלום');
      expect(getComputedStyle(field(form, name)).direction).to.equal('rtl');
    }
  });
});

test('the line under the fields is one line beside a captcha', async () => {
  const form = await openForm(backendFor());
  // Wider than a column.
  form.style.fontFamily = 'monospace';
  for (const width of [640, 660, 1000]) {
    form.style.width = `${width}px`;
    const label = find(form, '.foot label')!;
    expect(label.getBoundingClientRect().height, `${width} px`).to.be.below(
      2 * parseFloat(getComputedStyle(label).lineHeight) || 34,
    );
  }
});
