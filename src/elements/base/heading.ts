import { html, type TemplateResult } from 'lit/html.js';

/** A heading of the level that fits into the page: templates can't have variable tags. */
export const heading = (level: number, content: unknown): TemplateResult =>
  html`<div class="heading" part="heading" role="heading" aria-level=${level || 2}>${content}</div>`;
