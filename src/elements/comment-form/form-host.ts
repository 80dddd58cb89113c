import type { ReactiveControllerHost } from 'lit';
import type { FieldRule } from '../../contract.js';
import type { StarlingError } from '../../errors.js';
import type { Locale } from '../../i18n/locale.js';
import type { TextField } from '../../thread/check-field.js';
import type { TypedDraft } from '../../thread/typed-draft.js';
import type { ThreadScope } from '../base/thread-scope.js';

export type Field = TextField | 'rating' | 'captcha';

/** The message about a field, in the current language. */
export interface Note {
  state: 'wrong' | 'good';
  text: string;
}

/** The preview of the message. Has neither content nor error while it is being fetched. */
export interface Preview {
  content?: unknown;
  error?: StarlingError;
}

/** All that a form renders apart from the thread's own state. */
export interface FormState {
  typed: TypedDraft;
  /** Whether to remember the author beyond this page. */
  remember: boolean;
  sending: boolean;
  /** Whether the reader has been in the form. From then on a compact form shows all its fields. */
  isOpen?: boolean;
  /**
   * The captcha that has room in the form: what the page names from the start, what the settings name from the reader's
   * next action on, so that nothing moves as they arrive.
   */
  captchaRoom?: string;
  /** What has happened to the comment or draft, as the key of a text. */
  outcome?: 'posted' | 'held' | 'restored' | 'waiting' | 'unsent';
  /** Whether the comment could not be sent because fields are wrong. Reset when the reader goes on typing. */
  attention?: boolean;
  /**
   * The field that the reader has just left with a wrong value. Its message is announced, as the focus has moved on.
   */
  heard?: Field;
  error?: StarlingError;
  preview?: Preview;
}

/**
 * The form element, as seen by the code that is loaded later. That code reads the form and changes its state; only the
 * element renders.
 */
export interface FormHost extends HTMLElement, Pick<ReactiveControllerHost, 'addController'> {
  readonly scope?: ThreadScope;
  readonly l10n: Locale;
  readonly language: string;
  /** Id of the comment to reply to. */
  readonly parent?: string;
  /** The provider and, after a space, its mode; empty for none. */
  readonly captchaName: string;
  readonly state: Readonly<FormState>;
  /** Changes the state and requests an update. */
  change(change: Partial<FormState>): void;
  /** Starts with another draft and makes the fields show it. */
  start(typed: TypedDraft): void;
  /** Whether a field is required, optional or hidden. */
  rule(field: TextField | 'rating'): FieldRule;
  /** Resolves once the changes have been rendered. */
  readonly updateComplete: Promise<boolean>;
}
