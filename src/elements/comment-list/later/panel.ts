import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type Comment, limits, type Stars } from '../../../contract.js';
import { CommentEvent } from '../../../events.js';
import { setMessages } from '../../../i18n/locale.js';
import { enWriting } from '../../../locales/en-writing.js';
import { keep, recall } from '../../../platform/storage.js';
import { writingKey } from '../../../platform/writing-keys.js';
import { editComment, reportComment } from '../../../thread/change-comment.js';
import { ownBody } from '../../../thread/own-comments.js';
import { guardText } from '../../../thread/unkept.js';
import type { ListHost, Panel } from '../list-host.js';
import { attempt } from './attempt.js';
import { parts } from '../../base/parts.js';
import { closePanel, typedKey } from './close-panel.js';
import { focusComment, focusPanel, itemOf } from './go-to.js';
import { beginWith, quoteOf } from './quote.js';
import { renderRemove, renderUndo } from './remove-panel.js';
import { withCaptcha } from './with-captcha.js';

setMessages('en', enWriting, true);

/** Opens the panel that a reader asked for below a comment, and focuses it. */
export async function openPanel(list: ListHost, comment: Comment, action: Panel['action']): Promise<void> {
  list.notice = undefined;
  if (self !== top)
    await import('../../base/later/submit-anyway.js').then(
      ({ submitAnyway }) => submitAnyway(list.renderRoot),
      () => {},
    );
  // Some adapters load their code for writing on demand, which is not possible while the page is being left, and a
  // deletion may be sent then. This request makes them load it now.
  if (action === 'remove') void list.store!.backend!.mine?.(list.store!.target).catch(() => undefined);
  const quote = action === 'reply' ? quoteOf(list, comment) : '';
  const kept = recall<string>(typedKey(list, { comment, action }));
  const text = kept ?? (action === 'edit' ? (ownBody(comment.id) ?? plain(comment.html)) : '');
  // Load this first, so that the styles and buttons of the reply form do not appear after the form.
  if (action === 'reply') await import('../../comment-form/later/composer.js').catch(() => undefined);
  list.panel = { comment, action, text };
  if (kept) list.notice = (l10n) => l10n.text('restored');
  await list.updateComplete;
  focusPanel(list);
  if (quote) await beginWith(list, quote);
}

/** The template of the open panel; the list renders it. */
export const renderPanel = (list: ListHost, panel: Panel): TemplateResult =>
  ({ reply: renderReply, edit: renderEdit, remove: renderRemove, undo: renderUndo, report: renderReport })[
    panel.action
  ](list, panel);

function renderReply(list: ListHost, panel: Panel): TemplateResult {
  const { comment } = panel;
  const submitted = async ({ comment: reply }: CommentEvent) => {
    // The list shows the outcome, because the form that also shows it is removed. The focus moves to the reply.
    list.panel = undefined;
    list.notice = (l10n) => l10n.text(reply.status === 'published' ? 'posted' : 'held');
    await list.updateComplete;
    focusComment(list, itemOf(list, reply.id) ? reply.id : comment.id);
  };
  return html`<starling-comment-form
    .scope=${list.scope}
    .parent=${comment.id}
    .replyTo=${comment.author.name}
    exportparts=${parts}
    @starling-cancel=${() => closePanel(list, panel)}
    @starling-submitted=${submitted}
    ><slot name="captcha-reply" slot="captcha"></slot
  ></starling-comment-form>`;
}

function renderEdit(list: ListHost, panel: Panel): TemplateResult {
  const { comment } = panel;
  const { l10n, store, scope } = list;
  const { ratings } = store!.settings!;
  const mode = ratings === 'optional' ? scope?.attributes.rating || ratings : ratings;
  const hasStars = store!.backend!.editsStars && !comment.parent && mode !== 'off';
  // Stars are required only if the comment has some: those can be changed but not removed.
  const isRequired = mode === 'required' && !!comment.rating;
  const stars = hasStars
    ? html`<starling-rating
        .label=${l10n.text('rate')}
        .locale=${list.language}
        .defaultValue=${comment.rating}
        ?clearable=${!isRequired}
        exportparts="star,label"
      ></starling-rating>`
    : nothing;
  const send = (body: string, form: HTMLFormElement) =>
    attempt(list, async () => {
      const chosen = form.querySelector('starling-rating')?.value as Stars | null | undefined;
      // Unchanged stars are not sent, because a closed thread, for example, accepts none.
      const rating = chosen === comment.rating ? undefined : chosen;
      const edited = await editComment(store!, comment.id, { body, rating }, withCaptcha(list));
      await closePanel(list, panel, (l10n) => l10n.text(edited.status === 'pending' ? 'held' : 'saved'));
      list.dispatchEvent(new CommentEvent('edited', edited));
    });
  return renderText(list, panel, { label: l10n.text('edit'), button: l10n.text('save'), send, stars });
}

function renderReport(list: ListHost, panel: Panel): TemplateResult {
  const { comment } = panel;
  const { l10n } = list;
  const send = (reason: string) =>
    attempt(list, async () => {
      await reportComment(list.store!, comment.id, reason, withCaptcha(list));
      await closePanel(list, panel, (l10n) => l10n.text('reported'));
    });
  return renderText(list, panel, { label: l10n.text('reportReason'), button: l10n.text('report'), send });
}

interface TextPanel {
  label: string;
  button: string;
  send: (text: string, form: HTMLFormElement) => Promise<void>;
  /** Content above the text field. */
  stars?: unknown;
}

function renderText(list: ListHost, panel: Panel, { label, button, send, stars = nothing }: TextPanel): TemplateResult {
  const { action, text, problem } = panel;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.querySelector('textarea')!;
    const typed = field.value.trim();
    const wrong = problemOf(typed, action);
    list.panel = { ...panel, problem: wrong };
    if (wrong) field.focus();
    else void send(typed, form);
  };
  const type = ({ target }: InputEvent) => {
    const key = typedKey(list, panel);
    const { value } = target as HTMLTextAreaElement;
    keep(key, value || undefined);
    guardText(key, value);
  };
  const press = (event: KeyboardEvent) => {
    const asked = writingKey(event);
    // By the event alone: some frames block forms, and nothing but our listener handles it.
    if (asked === 'send') event.currentTarget!.dispatchEvent(new Event('submit'));
    // Escape must not discard typed text; only a button does.
    if (asked === 'close' && recall(typedKey(list, panel)) === undefined) void closePanel(list, panel);
  };
  return html`<form novalidate @submit=${submit} @keydown=${press}>
    ${stars}
    <label part="label"
      >${label}
      <textarea
        part="input"
        rows="4"
        dir="auto"
        aria-invalid=${!!problem}
        aria-describedby="problem"
        .defaultValue=${text}
        @input=${type}
      ></textarea>
    </label>
    <p id="problem" class="error" part="error" role="alert">
      ${problem && list.l10n.text(problem.key, problem.values)}
    </p>
    <div class="actions">
      <button class="primary" part="submit">${button}</button>
      <button type="button" class="quiet" part="button" @click=${() => closePanel(list, panel)}>
        ${list.l10n.text('cancel')}
      </button>
    </div>
  </form>`;
}

/** What is wrong with a text. A comment must not be empty; the reason of a report may be, but has to be shorter. */
function problemOf(typed: string, action: Panel['action']): Panel['problem'] {
  const { length } = [...typed];
  const max = action === 'report' ? limits.reason : limits.body;
  if (action === 'edit' && !length) return { key: 'missing.body' };
  return length > max ? { key: 'wrong.length', values: { max } } : undefined;
}

/**
 * The text of a comment without markup, for browsers that have not stored its source. Parsed in a document that runs
 * and loads nothing.
 */
const plain = (source: string): string =>
  new DOMParser().parseFromString(source, 'text/html').body.textContent?.trim() ?? '';
