import { html, nothing } from 'lit/html.js';

/**
 * The changes of an edit or a rename: for each field the values before and after, for a text its lines as in `diff -u`.
 */
type Difference = Record<string, string[]>;

/** The detail of a log entry: a difference is shown as such, anything else as it is. */
export const logDetail = (detail: string | undefined): unknown => {
  if (!detail) return nothing;
  const difference = read(detail);
  if (!difference) return html`<small dir="auto">${detail}</small>`;
  return html`<div class="difference">
    ${Object.entries(difference).map(([field, values]) => (field === 'body' ? values.map(line) : change(values)))}
  </div>`;
};

const line = (text: string): unknown => {
  // Line numbers, and the remark about a missing line break at the end, are of no use here.
  if (/^(@@|\\)/.test(text)) return nothing;
  return text.startsWith('-')
    ? html`<del dir="auto">${text.slice(1) || ' '}</del>`
    : text.startsWith('+')
      ? html`<ins dir="auto">${text.slice(1) || ' '}</ins>`
      : html`<span dir="auto">${text.slice(1)}</span>`;
};

const change = ([before, after]: (string | null)[]): unknown =>
  html`${before ? html`<del dir="auto">${before}</del>` : nothing}${after ? html`<ins dir="auto">${after}</ins>` : nothing}`;

const read = (detail: string): Difference | undefined => {
  try {
    const read: unknown = JSON.parse(detail);
    const isDifference = typeof read === 'object' && read !== null && Object.values(read).every(Array.isArray);
    return isDifference ? (read as Difference) : undefined;
  } catch {
    return undefined;
  }
};
