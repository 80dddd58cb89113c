import { fixture, fixtureCleanup, html } from '@open-wc/testing';
import { userEvent } from 'vitest/browser';
import type { Backend, SubmitOptions } from '../../src/backend.js';
import { memoryBackend } from '../../src/backends/memory/index.js';
import type { Draft, Thread } from '../../src/contract.js';
import '../../src/define.js';
import type { StarlingCommentForm } from '../../src/elements/comment-form/comment-form.js';
import { rememberAuthor } from '../../src/thread/last-author.js';
import { button, find, until } from './elements.js';

/** As a new reader comes to the page: nothing kept in the browser, nobody wrote here before. */
export function newReader(): void {
  fixtureCleanup();
  rememberAuthor(undefined, false);
  localStorage.clear();
}

export interface Attempt {
  draft: Draft;
  key?: string;
}

/** A backend in memory that tells what was sent to it; `submit` stands in place of its own, with that to call. */
export function backendFor(
  thread: Partial<Thread> = {},
  submit?: (keep: () => ReturnType<Backend['submit']>, attempt: Attempt) => ReturnType<Backend['submit']>,
): Backend & { attempts: Attempt[] } {
  const memory = memoryBackend({ options: { thread } });
  const keep = memory.submit;
  const attempts: Attempt[] = [];
  return Object.assign(memory, {
    attempts,
    submit(draft: Draft, options?: SubmitOptions) {
      // As it was when it was sent.
      const attempt = { draft: structuredClone(draft), key: options?.idempotencyKey };
      attempts.push(attempt);
      return submit ? submit(() => keep(draft, options), attempt) : keep(draft, options);
    },
  });
}

let threads = 0;
export const newThread = (): string => `thread-${++threads}-${Math.random()}`;

/** A form in the document, once the thread's settings are there. */
export async function openForm(
  backend: Backend,
  properties: Partial<StarlingCommentForm> = {},
): Promise<StarlingCommentForm> {
  const form = document.createElement('starling-comment-form');
  Object.assign(form, { backend, thread: newThread() }, properties);
  const element = await fixture<StarlingCommentForm>(html`${form}`);
  await until(() => element.store?.status === 'complete');
  await element.updateComplete;
  return element;
}

export type FieldName = 'email' | 'name' | 'url' | 'body';

export const field = (form: Element, name: FieldName): HTMLInputElement => find<HTMLInputElement>(form, `#${name}`)!;

/** What stands below a field, as a screen reader finds it: by the field's own `aria-describedby`. */
export const note = (form: Element, name: FieldName): string =>
  find(form, `#${field(form, name).getAttribute('aria-describedby')}`)!.textContent!.trim();

/** Types with the keyboard into what has the focus after the field was given it. */
export async function type(form: Element, name: FieldName, text: string): Promise<void> {
  field(form, name).focus();
  await userEvent.keyboard(text);
}

/** What a careful reader does, in the order of the form. */
export async function fill(form: Element, text = 'What a fine article.'): Promise<void> {
  await type(form, 'email', 'ada@example.org');
  await type(form, 'name', 'Ada');
  await type(form, 'body', text);
}

export const send = (form: Element): void => button(form, /^(Post comment|Sending…)$/)!.click();
export const status = (form: Element): string => find(form, '.status [role=status]')!.textContent!.trim();
export const alert = (form: Element): string => find(form, '.status [role=alert]')!.textContent!.trim();

/** The element with the focus, in the innermost shadow root. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Posted, held or failed: whatever comes first. */
export const settled = (form: Element): Promise<void> => until(() => status(form) || alert(form), 'an outcome');
