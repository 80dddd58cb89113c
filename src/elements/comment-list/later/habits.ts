import type { ReactiveController } from 'lit';
import type { StarlingComment } from '../../comment/comment.js';
import { setMessages } from '../../../i18n/locale.js';
import { enLate } from '../../../locales/en-late.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { lastVisit } from '../../../thread/visits.js';
import { Collapse } from './collapse.js';
import { CommentExtras, type Extras } from './comment-extras.js';
import { FoldLong } from './fold-long.js';
import { habitStyles } from './habits.styles.js';
import { listActionStyles } from './list-actions.styles.js';
import { followHash } from './permalink.js';
import { rememberSelection } from './quote.js';
import type { ReadList } from './read-list.js';
import { exactDate } from '../../../i18n/exact-date.js';

setMessages('en', enLate, true);

/** Adds to a list what readers need once they have come to it. */
export function addHabits(list: ReadList): void {
  adoptStyles(list.renderRoot, listActionStyles);
  adoptStyles(list.renderRoot, habitStyles);
  new Habits(list).hostUpdated();
  void import('./thread-lines.js').then(({ bendLines }) => bendLines(list));
}

class Habits implements ReactiveController {
  readonly #list: ReadList;
  readonly #extras: Extras;
  readonly #fold = new FoldLong();
  #hasAvatars = false;
  /**
   * The id of the comment that each element showed at the last check, because elements are reused for other comments.
   */
  readonly #shown = new WeakMap<StarlingComment, string | undefined>();

  constructor(list: ReadList) {
    this.#list = list;
    const collapse = new Collapse(list);
    const isNew: Extras['isNew'] = (comment) => {
      const { store } = list;
      const since = store && lastVisit(store.target);
      return !!since && !!comment && Date.parse(comment.createdAt) > since && !store.own.has(comment.id);
    };
    this.#extras = { list, collapse, isNew };
    list.addController(this);
    const { renderRoot } = list;
    renderRoot.addEventListener('pointerdown', rememberSelection);
    renderRoot.addEventListener('pointerover', this.#renewLink);
    renderRoot.addEventListener('focusin', this.#renewLink);
    renderRoot.addEventListener('click', this.#followAgain);
    collapse.hostUpdated();
  }

  hostUpdated(): void {
    for (const element of this.#list.renderRoot.querySelectorAll('starling-comment')) {
      const { comment, actions } = element;
      // The list has just set the other actions, and the comment has not rendered them yet.
      if (comment?.status === 'published' && !/\blink\b/.test(actions)) element.actions = `${actions} link`.trim();
      if (!this.#shown.has(element)) new CommentExtras(element, this.#extras);
      if (this.#shown.get(element) !== comment?.id) this.#fold.watch(element);
      this.#shown.set(element, comment?.id);
      if (element.images) this.#showAvatars();
    }
  }

  /** Loads the code for pictures, once; only pages that ask for pictures need it. */
  #showAvatars(): void {
    if (this.#hasAvatars) return;
    this.#hasAvatars = true;
    import('./avatars.js').then(
      ({ showAvatars }) => showAvatars(this.#list),
      () => (this.#hasAvatars = false),
    );
  }

  /** Updates a permalink before it is used, because on single-page sites the address changes without the comments. */
  readonly #renewLink = (event: Event): void => {
    const link = linkOf(event);
    const comment = link && (link.getRootNode() as ShadowRoot).host;
    if (!link?.matches('.time') || !comment) return;
    const { createdAt, id } = (comment as StarlingComment).comment!;
    link.href = `${location.href.split('#')[0]}#comment-${id}`;
    link.title = exactDate(this.#list.l10n, createdAt);
  };

  /** Follows a permalink to the page's current address, for which there is no `hashchange` event. */
  readonly #followAgain = (event: Event): void => {
    if (linkOf(event)?.href === location.href) void followHash(this.#list);
  };
}

const linkOf = (event: Event): HTMLAnchorElement | undefined =>
  event
    .composedPath()
    .find((each): each is HTMLAnchorElement => each instanceof HTMLAnchorElement && each.hash.startsWith('#comment-'));
