import { html, type TemplateResult } from 'lit';
import { type Comment, limits } from '../../../contract.js';
import { CommentEvent, ErrorEvent, VoteEvent } from '../../../events.js';
import { ownBody, rememberOwn } from '../../../thread/own-comments.js';
import { refresh, replaceComment } from '../../../thread/change-thread.js';
import { toStarlingError } from '../../../thread/thread-store.js';
import { vote } from '../../../thread/vote.js';
import type { StarlingCommentList } from '../comment-list.js';
import { focusComment } from './comment-place.js';
import type { CommentAction } from '../../comment/comment-request.js';
import { errorText } from '../../base/error-text.js';
import { withCaptcha } from './with-captcha.js';

/** Does what a reader asked of a comment: at once, or by a panel below it. Only one panel is open at a time. */
export async function perform(list: StarlingCommentList, action: CommentAction, comment: Comment): Promise<void> {
  list.notice = '';
  if (action === 'up' || action === 'down') return castVote(list, comment, action === 'up' ? 1 : -1);
  const render = { reply: renderReply, edit: renderEdit, remove: renderRemove, report: renderReport }[action];
  const source = action === 'edit' ? (ownBody(comment.id) ?? plain(comment.html)) : '';
  // Its styles and buttons are not to come after it.
  if (action === 'reply') await import('../../comment-form/later/composer.js').catch(() => undefined);
  list.panel = { id: comment.id, render: () => render(list, comment, source) };
  await list.updateComplete;
  list.renderRoot.querySelector<HTMLElement>('.panel :is(starling-comment-form, textarea, button)')?.focus();
}

async function castVote(list: StarlingCommentList, comment: Comment, value: 1 | -1): Promise<void> {
  await attempt(list, async () => {
    const kept = await vote(list.store!, comment, value, (call) => withCaptcha(list, call));
    list.dispatchEvent(new VoteEvent(comment.id, kept));
  });
}

function renderReply(list: StarlingCommentList, comment: Comment): TemplateResult {
  return html`<starling-comment-form
    .scope=${list.scope}
    .parent=${comment.id}
    .replyTo=${comment.author.name}
    exportparts="heading, form, field, label, input, error, success, submit, star"
    @starling-cancel=${() => close(list, comment)}
    @starling-submitted=${() => {
      list.notice = '';
      void close(list, comment);
    }}
    ><slot name="captcha-reply" slot="captcha"></slot
  ></starling-comment-form>`;
}

function renderEdit(list: StarlingCommentList, comment: Comment, source: string): TemplateResult {
  const { l10n } = list;
  const send = (body: string) =>
    attempt(list, async () => {
      const { store } = list;
      const edited = await withCaptcha(list, (options) =>
        store!.backend!.edit!({ ...store!.target, id: comment.id }, { body }, options),
      );
      rememberOwn(comment.id, body);
      replaceComment(store!, comment.id, { html: edited.html, editedAt: edited.editedAt, status: edited.status });
      await close(list, comment);
      list.dispatchEvent(new CommentEvent('edited', edited));
    });
  return renderText(list, comment, l10n.text('edit'), source, l10n.text('save'), send);
}

function renderReport(list: StarlingCommentList, comment: Comment): TemplateResult {
  const { l10n } = list;
  const send = (reason: string) =>
    attempt(list, async () => {
      const { store } = list;
      await withCaptcha(list, (options) =>
        store!.backend!.report!({ ...store!.target, id: comment.id }, reason || undefined, options),
      );
      await close(list, comment);
      list.notice = l10n.text('reported');
    });
  return renderText(list, comment, l10n.text('reportReason'), '', l10n.text('report'), send);
}

function renderRemove(list: StarlingCommentList, comment: Comment): TemplateResult {
  const { l10n } = list;
  const send = () =>
    attempt(list, async () => {
      const { store } = list;
      const removed = await withCaptcha(list, (options) =>
        store!.backend!.remove!({ ...store!.target, id: comment.id }, options),
      );
      replaceComment(store!, comment.id, { status: 'deleted', html: '', rating: null });
      await close(list, comment);
      list.notice = l10n.text('removed');
      list.dispatchEvent(new CommentEvent('removed', removed));
      await refresh(store!);
    });
  return html`<div role="group" aria-label=${l10n.text('remove')}>
    <p>${l10n.text('removeAsk')}</p>
    <button type="button" class="primary" @click=${send}>${l10n.text('remove')}</button>
    <button type="button" class="quiet" @click=${() => close(list, comment)}>${l10n.text('cancel')}</button>
  </div>`;
}

function renderText(
  list: StarlingCommentList,
  comment: Comment,
  label: string,
  value: string,
  action: string,
  send: (text: string) => Promise<void>,
): TemplateResult {
  const { l10n } = list;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = (event.target as HTMLFormElement).querySelector('textarea')!.value.trim();
    const length = [...text].length;
    if (value && !length) list.notice = l10n.text('missing.body');
    else if (length > limits.body) list.notice = l10n.text('wrong.length', { max: limits.body });
    else void send(text);
  };
  return html`<form novalidate @submit=${submit}>
    <label>${label} <textarea part="input" rows="4" .defaultValue=${value}></textarea></label>
    <button class="primary">${action}</button>
    <button type="button" class="quiet" @click=${() => close(list, comment)}>${l10n.text('cancel')}</button>
  </form>`;
}

/** Takes the panel away and puts the focus back on the comment. */
async function close(list: StarlingCommentList, { id }: Comment): Promise<void> {
  list.panel = undefined;
  await list.updateComplete;
  focusComment(list, id);
}

async function attempt(list: StarlingCommentList, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const error = toStarlingError(cause);
    list.notice = errorText(list.l10n, error);
    list.dispatchEvent(new ErrorEvent(error));
  }
}

/** The words alone, where the source is not known in this browser: parsed in a document that runs and loads nothing. */
const plain = (source: string): string =>
  new DOMParser().parseFromString(source, 'text/html').body.textContent?.trim() ?? '';
