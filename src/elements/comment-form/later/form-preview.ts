import { html, type TemplateResult } from 'lit';
import { sanitise } from '../../../rich-text/rich-text.js';
import { toStarlingError } from '../../../thread/thread-store.js';
import type { StarlingCommentForm } from '../comment-form.js';
import { errorText } from '../../base/error-text.js';

/** The newest of each form; what an older one still brings is not shown. */
const newest = new WeakMap<StarlingCommentForm, object>();

/** Shows the message as it will look: while it is fetched, then it or what went wrong. */
export async function renderPreview(form: StarlingCommentForm, show: (content: TemplateResult) => void): Promise<void> {
  const { store, l10n, typed } = form;
  const { images } = form.scope!.attributes;
  const { body } = typed;
  const call = {};
  newest.set(form, call);
  const render = (content: unknown, busy: boolean) =>
    show(html`<div class="preview" aria-live="polite" aria-busy=${busy} dir="auto">${content}</div>`);
  render('', true);
  let content: unknown;
  try {
    content = await sanitise(await store!.backend!.preview!(body), { images: images === 'allow' });
  } catch (cause) {
    content = errorText(l10n, toStarlingError(cause));
  }
  if (newest.get(form) === call && form.typed.body === body) render(content, false);
}
