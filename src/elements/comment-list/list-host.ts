import type { ReactiveControllerHost } from 'lit';
import type { Comment } from '../../contract.js';
import type { Locale, MessageKey, MessageValues } from '../../i18n/locale.js';
import type { ThreadStore } from '../../thread/thread-store.js';
import type { CommentAction } from '../comment/comment-request.js';
import type { ThreadScope } from '../base/thread-scope.js';

/** What stands below one comment for a while: an answer being written, an edit, a question. */
export interface Panel {
  readonly comment: Comment;
  readonly action: Exclude<CommentAction, 'up' | 'down' | 'link'> | 'undo';
  /** What its text field begins with. */
  readonly text: string;
  /** What is wrong with what stands in it. */
  readonly problem?: { key: MessageKey; values?: MessageValues };
}

/** What has just happened: put into words when it is drawn, as the words may arrive later. */
export type Notice = (l10n: Locale) => string;

/**
 * The list as the part sees it that loads later (`later/`): a state to change, and a place on the page to go to.
 * The element alone draws.
 */
export interface ListHost extends HTMLElement, Pick<ReactiveControllerHost, 'addController'> {
  readonly store?: ThreadStore;
  readonly scope?: ThreadScope;
  readonly language: string;
  readonly l10n: Locale;
  /** Only one is open at a time. */
  panel?: Panel;
  notice?: Notice;
  /** Id of the comment that the page's address points to. */
  linkedId?: string;
  /** Resolves once the state is drawn. */
  readonly updateComplete: Promise<boolean>;
  /** Where it is drawn: the later part looks for places to go to there, and changes nothing. */
  readonly renderRoot: HTMLElement | DocumentFragment;
}
