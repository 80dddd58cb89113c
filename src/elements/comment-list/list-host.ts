import type { ReactiveControllerHost } from 'lit';
import type { Comment } from '../../contract.js';
import type { Locale, MessageKey, MessageValues } from '../../i18n/locale.js';
import type { ThreadStore } from '../../thread/thread-store.js';
import type { CommentAction } from '../comment/comment-request.js';
import type { ThreadScope } from '../base/thread-scope.js';

/** What is temporarily shown below one comment: a reply being written, an edit, a question. */
export interface Panel {
  readonly comment: Comment;
  readonly action: Exclude<CommentAction, 'up' | 'down' | 'link'> | 'undo';
  /** The initial value of its text field. */
  readonly text: string;
  /** What is wrong with the text in the field. */
  readonly problem?: { key: MessageKey; values?: MessageValues };
}

/** A message about what has just happened. The text is chosen at each render, because texts may load later. */
export type Notice = (l10n: Locale) => string;

/**
 * The list element, as seen by the code that is loaded later (`later/`): a state to change, and a place on the page to
 * focus or scroll to. Only the element renders.
 */
export interface ListHost extends HTMLElement, Pick<ReactiveControllerHost, 'addController'> {
  readonly store?: ThreadStore;
  readonly scope?: ThreadScope;
  readonly language: string;
  readonly l10n: Locale;
  /** The open panel; only one is open at a time. */
  panel?: Panel;
  notice?: Notice;
  /** Id of the comment that the page's address points to. */
  linkedId?: string;
  /** Resolves once the state has been rendered. */
  readonly updateComplete: Promise<boolean>;
  /** The root of the rendered content. The code in `later/` looks for elements to focus in it. */
  readonly renderRoot: HTMLElement | DocumentFragment;
}
