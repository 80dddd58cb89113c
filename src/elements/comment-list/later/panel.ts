import { html, type TemplateResult } from 'lit';
import { type Comment, limits } from '../../../contract.js';
import { CommentEvent } from '../../../events.js';
import { editComment, removeComment, reportComment } from '../../../thread/change-comment.js';
import { ownBody } from '../../../thread/own-comments.js';
import type { ListHost, Notice, Panel } from '../list-host.js';
import { attempt } from './attempt.js';
import { focusComment, focusPanel } from './go-to.js';
import { withCaptcha } from './with-captcha.js';

/** Opens what a reader asked for below a comment, and goes there. */
export async function openPanel(list: ListHost, comment: Comment, action: Panel['action']): Promise<void> {
  list.notice = undefined;
  const text = action === 'edit' ? (ownBody(comment.id) ?? plain(comment.html)) : '';
  // Its styles and buttons are not to come after it.
  if (action === 'reply') await import('../../comment-form/later/composer.js').catch(() => undefined);
  list.panel = { comment, action, text };
  await list.updateComplete;
  focusPanel(list);
}

/** The open panel, for the list to draw. */
export const renderPanel = (list: ListHost, panel: Panel): TemplateResult =>
  ({ reply: renderReply, edit: renderEdit, remove: renderRemove, report: renderReport })[panel.action](list, panel);

function renderReply(list: ListHost, { comment }: Panel): TemplateResult {
  const submitted = () => void closePanel(list, comment);
  return html`<starling-comment-form
    .scope=${list.scope}
    .parent=${comment.id}
    .replyTo=${comment.author.name}
    exportparts="heading, form, field, label, input, error, success, submit, star"
    @starling-cancel=${submitted}
    @starling-submitted=${submitted}
    ><slot name="captcha-reply" slot="captcha"></slot
  ></starling-comment-form>`;
}

function renderEdit(list: ListHost, { comment, text }: Panel): TemplateResult {
  const send = (body: string) =>
    attempt(list, async () => {
      const edited = await editComment(list.store!, comment.id, body, withCaptcha(list));
      await closePanel(list, comment);
      list.dispatchEvent(new CommentEvent('edited', edited));
    });
  return renderText(list, comment, { label: list.l10n.text('edit'), text, button: list.l10n.text('save'), send });
}

function renderReport(list: ListHost, { comment, text }: Panel): TemplateResult {
  const { l10n } = list;
  const send = (reason: string) =>
    attempt(list, async () => {
      await reportComment(list.store!, comment.id, reason, withCaptcha(list));
      await closePanel(list, comment, { key: 'reported' });
    });
  return renderText(list, comment, { label: l10n.text('reportReason'), text, button: l10n.text('report'), send });
}

function renderRemove(list: ListHost, { comment }: Panel): TemplateResult {
  const { l10n } = list;
  const send = () =>
    attempt(list, async () => {
      const removed = await removeComment(list.store!, comment.id, withCaptcha(list));
      await closePanel(list, comment, { key: 'removed' });
      list.dispatchEvent(new CommentEvent('removed', removed));
    });
  return html`<div role="group" aria-label=${l10n.text('remove')}>
    <p>${l10n.text('removeAsk')}</p>
    <button type="button" class="primary" @click=${send}>${l10n.text('remove')}</button>
    <button type="button" class="quiet" @click=${() => closePanel(list, comment)}>${l10n.text('cancel')}</button>
  </div>`;
}

interface TextPanel {
  label: string;
  /** What its field begins with: a text that can't be sent empty. */
  text: string;
  button: string;
  send: (text: string) => Promise<void>;
}

function renderText(list: ListHost, comment: Comment, { label, text, button, send }: TextPanel): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = (event.target as HTMLFormElement).querySelector('textarea')!.value.trim();
    const length = [...typed].length;
    if (text && !length) list.notice = { key: 'missing.body' };
    else if (length > limits.body) list.notice = { key: 'wrong.length', values: { max: limits.body } };
    else void send(typed);
  };
  return html`<form novalidate @submit=${submit}>
    <label>${label} <textarea part="input" rows="4" .defaultValue=${text}></textarea></label>
    <button class="primary">${button}</button>
    <button type="button" class="quiet" @click=${() => closePanel(list, comment)}>${list.l10n.text('cancel')}</button>
  </form>`;
}

/** Takes the panel away and goes back to the comment. */
async function closePanel(list: ListHost, { id }: Comment, notice?: Notice): Promise<void> {
  list.panel = undefined;
  list.notice = notice;
  await list.updateComplete;
  focusComment(list, id);
}

/** The words alone, where the source is not known in this browser: parsed in a document that runs and loads nothing. */
const plain = (source: string): string =>
  new DOMParser().parseFromString(source, 'text/html').body.textContent?.trim() ?? '';
