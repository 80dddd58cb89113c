import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { test } from 'vitest';
test('smoke', async () => {
  class X extends LitElement { static override properties = {a: {}}; a = 'hi'; override render() { return html`<button>${this.a}</button>`; } }
  customElements.define('x-smoke', X);
  const el = await fixture<X>(html`<x-smoke></x-smoke>`);
  await expect(el).to.be.accessible();
  expect(el.shadowRoot!.textContent).to.equal('hi');
  el.a = 'there'; await el.updateComplete;
  expect(el.shadowRoot!.textContent).to.equal('there');
});
