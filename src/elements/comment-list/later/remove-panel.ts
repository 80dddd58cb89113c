import { html, type TemplateResult } from 'lit/html.js';
import { CommentEvent } from '../../../events.js';
import { writingKey } from '../../../platform/writing-keys.js';
import { type Removal, removeLater } from '../../../thread/remove-later.js';
import type { ListHost, Panel } from '../list-host.js';
import { attempt } from './attempt.js';
import { closePanel } from './close-panel.js';
import { focusComment, focusPanel } from './go-to.js';
import { withCaptcha } from './with-captcha.js';

/** Asks before a comment is deleted. */
export function renderRemove(list: ListHost, panel: Panel): TemplateResult {
  const { l10n } = list;
  const press = (event: KeyboardEvent) => void (writingKey(event) === 'close' && closePanel(list, panel));
  return html`<div role="group" aria-label=${l10n.text('remove')} @keydown=${press}>
    <p>${l10n.text('removeAsk')}</p>
    <div class="actions">
      <button type="button" class="primary danger" @click=${() => remove(list, panel)}>${l10n.text('remove')}</button>
      <button type="button" class="quiet" part="button" @click=${() => closePanel(list, panel)}>
        ${l10n.text('cancel')}
      </button>
    </div>
  </div>`;
}

/** Deletions that can be undone, by their panel. */
const removals = new WeakMap<Panel, Removal>();

async function remove(list: ListHost, { comment }: Panel): Promise<void> {
  const panel: Panel = { comment, action: 'undo', text: '' };
  const over = async () => {
    if (list.panel !== panel) return;
    const isInside = (list.renderRoot as ShadowRoot).activeElement?.closest('.panel');
    list.panel = undefined;
    await list.updateComplete;
    // The button disappears, so move the focus.
    if (isInside) focusComment(list, comment.id);
  };
  const removal = removeLater(list.store!, comment, withCaptcha(list), over);
  removals.set(panel, removal);
  list.notice = undefined;
  list.panel = panel;
  await list.updateComplete;
  focusPanel(list);
  await attempt(list, async () => {
    const removed = await removal.kept;
    if (removed) list.dispatchEvent(new CommentEvent('removed', removed));
  });
}

/** The panel below the tombstone, shown as long as the deletion can be undone. */
export function renderUndo(list: ListHost, panel: Panel): TemplateResult {
  const { l10n } = list;
  const undo = () => {
    removals.get(panel)!.undo();
    void closePanel(list, { ...panel, action: 'remove' });
  };
  // The label is announced when the button gets the focus.
  return html`<div class="actions" role="group" aria-label=${l10n.text('removed')}>
    <button type="button" class="quiet" part="button" @click=${undo}>${l10n.text('undo')}</button>
  </div>`;
}
