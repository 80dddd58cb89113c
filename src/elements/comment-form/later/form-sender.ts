import { CommentEvent, ErrorEvent, RatedEvent, SubmitEvent } from '../../../events.js';
import { StarlingError, toStarlingError } from '../../../errors.js';
import type { DraftStore } from '../../../thread/draft-store.js';
import { rememberAuthor } from '../../../thread/last-author.js';
import { draftOf, submitDraft } from '../../../thread/submit-draft.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { TypedDraft } from '../../../thread/typed-draft.js';
import type { Field, FormHost } from '../form-host.js';
import type { FieldFeedback } from './field-feedback.js';
import type { CaptchaOnDemand } from './captcha-on-demand.js';
import type { NetworkWait } from './network-wait.js';

/** The parts of a form that sending has to do with. */
export interface FormParts {
  host: FormHost;
  store: ThreadStore;
  drafts: DraftStore;
  feedback: FieldFeedback;
  captcha: CaptchaOnDemand;
  wait: NetworkWait;
  /** Whether the reader has to sign in first, which they are told then. */
  isBarred(): Promise<boolean>;
  /** Empties the form after its comment was sent. */
  clear(): void;
}

/** Makes the function that sends what was typed if it is valid, and shows the outcome in any case. */
export function formSender(parts: FormParts): () => Promise<void> {
  const { host, store, drafts, feedback, captcha, wait, isBarred, clear } = parts;

  const check = async (): Promise<boolean> => {
    if ((await isBarred()) || !feedback.check()) return false;
    // Only the settings say whether a captcha, or signing in, is required.
    if (!store.settings) await store.load();
    if (await isBarred()) return false;
    await (await captcha.load())?.hold();
    return feedback.check();
  };

  const send = async (typed: TypedDraft): Promise<void> => {
    const draft = draftOf(store, typed, host.parent, (field) => host.rule(field));
    try {
      draft.captcha = await captcha.held?.answer();
      if (!host.dispatchEvent(new SubmitEvent(draft))) return;
      const comment = await submitDraft(store, typed, draft, drafts, () =>
        withList(({ prepareForPosted }) => prepareForPosted(store)),
      );
      const { email, name, url, body } = typed;
      rememberAuthor({ email, name, url }, host.state.remember);
      // The reader may have continued to write, or gone to another thread.
      if (typed === host.state.typed) {
        const isDone = body === draft.body;
        if (isDone) clear();
        host.change({ outcome: comment.status === 'published' ? 'posted' : 'held' });
        if (isDone && !host.parent) void withList(({ showPosted }) => showPosted(store, comment.id));
      }
      host.dispatchEvent(new CommentEvent('submitted', comment));
      if (draft.rating) host.dispatchEvent(new RatedEvent(draft.rating));
    } finally {
      captcha.held?.reset();
    }
  };

  const fail = (error: StarlingError, typed: TypedDraft): void => {
    wait.end();
    // The idempotency key was used for another text, so the next attempt needs a new one.
    if (error.code === 'conflict') typed.key = undefined;
    if (error.code === 'captcha') feedback.refuse('captcha', { key: 'error.captcha' });
    else if (typed === host.state.typed) {
      if (error.code === 'network' && !navigator.onLine) wait.begin();
      // No server can allow a page without an origin (a frame with `sandbox`), so trying again would not help.
      else if (error.code === 'network' && self.origin === 'null')
        host.change({ error: new StarlingError('misconfigured', error.message) });
      else host.change({ error });
    }
    for (const [path, text] of Object.entries(error.fields ?? {})) {
      // A broken backend may send anything as the text.
      if (typeof text === 'string') feedback.refuse(path.replace('author.', '') as Field, text);
    }
    host.dispatchEvent(new ErrorEvent(error));
  };

  /** Does something in the list. If the code for that can't be loaded, the success message has to do. */
  const withList = (work: (list: typeof import('../../comment-list/later/show-posted.js')) => unknown) =>
    import('../../comment-list/later/show-posted.js').then(work, () => undefined);

  return async () => {
    const { typed } = host.state;
    // This makes the rating element show its own error.
    host.shadowRoot!.querySelector('form')!.checkValidity();
    feedback.forgive();
    // The stored text goes on waiting until it is sent, because the page may be closed before.
    wait.release();
    host.change({ error: undefined, outcome: undefined, preview: undefined, attention: false, heard: undefined });
    try {
      if (await check()) await send(typed);
      else host.change({ attention: true });
    } catch (cause) {
      fail(toStarlingError(cause), typed);
    }
    host.change({ sending: false });
    const [wrong] = feedback.wrong();
    if (wrong === 'captcha') captcha.held?.focus();
    else if (wrong) {
      await host.updateComplete;
      host.shadowRoot!.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
    }
  };
}
