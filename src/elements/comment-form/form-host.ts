import type { ReactiveControllerHost } from 'lit';
import type { FieldRule } from '../../contract.js';
import type { StarlingError } from '../../errors.js';
import type { Locale } from '../../i18n/locale.js';
import type { TextField } from '../../thread/check-field.js';
import type { TypedDraft } from '../../thread/typed-draft.js';
import type { ThreadScope } from '../base/thread-scope.js';

export type Field = TextField | 'rating' | 'captcha';

/** What is said of a field, in the language of the moment. */
export interface Note {
  state: 'wrong' | 'good';
  text: string;
}

/** The message as it will look; neither content nor error while it is fetched. */
export interface Preview {
  content?: unknown;
  error?: StarlingError;
}

/** All that a form draws beside the thread's own state. */
export interface FormState {
  typed: TypedDraft;
  /** Whether to know the author again after this page. */
  remember: boolean;
  sending: boolean;
  /** Whether the reader has been here: a compact form shows all of itself from then on. */
  isOpen?: boolean;
  /** What has become of it: a text's key. */
  outcome?: 'posted' | 'held' | 'restored' | 'waiting' | 'unsent';
  /** Whether it could not be sent as fields are wrong, until the reader goes on. */
  attention?: boolean;
  /** The field that was just left wrong: its message is read out, as the focus is elsewhere. */
  heard?: Field;
  error?: StarlingError;
  preview?: Preview;
}

/**
 * The form, as the part of it that is loaded later knows it. That part reads the form and changes its state; drawing is
 * the element's alone.
 */
export interface FormHost extends HTMLElement, Pick<ReactiveControllerHost, 'addController'> {
  readonly scope?: ThreadScope;
  readonly l10n: Locale;
  readonly language: string;
  /** Id of the comment to answer. */
  readonly parent?: string;
  /** Provider, and after a space its mode; empty for none. */
  readonly captchaName: string;
  readonly state: Readonly<FormState>;
  /** Changes the state, and draws. */
  change(change: Partial<FormState>): void;
  /** Another draft, and fields that show it. */
  start(typed: TypedDraft): void;
  /** Whether a field is there, and has to be filled. */
  rule(field: TextField | 'rating'): FieldRule;
  /** Resolves once what was changed is drawn. */
  readonly updateComplete: Promise<boolean>;
}
