import { html, type TemplateResult } from 'lit/html.js';

/**
 * A heading of the given level, 2 by default. It uses `aria-level` because a template can't have variable tag names.
 */
export const heading = (level: number, content: unknown): TemplateResult =>
  html`<div class="heading" part="heading" role="heading" aria-level=${level || 2}>${content}</div>`;
