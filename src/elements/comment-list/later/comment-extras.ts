import type { ReactiveController } from 'lit';
import { html, nothing, render } from 'lit/html.js';
import type { StarlingComment } from '../../comment/comment.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import type { Collapse } from './collapse.js';
import { commentExtraStyles } from './comment-extras.styles.js';
import { copyText } from './copy-text.js';
import type { ReadList } from './read-list.js';
import { exactDate } from '../../../i18n/exact-date.js';

/** What all comments of a list share. */
export interface Extras {
  list: ReadList;
  collapse: Collapse;
  /** Whether the comment was written after the reader's last visit. */
  isNew(comment: StarlingComment['comment']): boolean;
}

/**
 * What is added to a comment once a reader has come to the list: the button of its branch, the time of its last edit,
 * copy buttons on code, and a mark if it is new. They are rendered into elements of their own, outside the comment's
 * template.
 */
export class CommentExtras implements ReactiveController {
  readonly #element: StarlingComment;
  readonly #extras: Extras;
  readonly #branch = document.createElement('div');
  readonly #mark = document.createElement('span');
  readonly #edited = document.createElement('time');

  constructor(element: StarlingComment, extras: Extras) {
    this.#element = element;
    this.#extras = extras;
    this.#branch.className = 'branch';
    this.#mark.className = 'new';
    this.#edited.className = 'unseen';
    element.addController(this);
    adoptStyles(element.renderRoot, commentExtraStyles);
    if (element.hasUpdated) this.hostUpdated();
  }

  hostUpdated(): void {
    const root = this.#element.renderRoot;
    const article = root.querySelector('article');
    if (!article) return;
    // After the content of the template, and outside its parts.
    if (this.#branch.parentNode !== article) article.append(this.#branch, this.#mark);
    render(this.#renderBranch(), this.#branch);
    this.#renderMark();
    this.#sayWhenEdited(root);
    const link = root.querySelector<HTMLElement>('[name=link]');
    if (link) link.dataset.words = this.#element.l10n.text('link');
    for (const code of root.querySelectorAll('pre')) this.#offerCopy(code);
  }

  #renderBranch(): unknown {
    const { comment, l10n } = this.#element;
    const { id } = comment!;
    const branch = this.#extras.collapse.branchOf(id);
    if (!branch) return nothing;
    const { count, isCollapsed } = branch;
    const text = l10n.count(isCollapsed ? 'showReplies' : 'hideReplies', count);
    return html`<button
      type="button"
      part="button"
      title=${isCollapsed ? nothing : text}
      aria-expanded=${!isCollapsed}
      @click=${() => this.#extras.collapse.toggle(id)}
    >
      <span class="sign" aria-hidden="true">${isCollapsed ? '+' : '−'}</span
      ><span class=${isCollapsed ? '' : 'unseen'}>${text}</span>
    </button>`;
  }

  #renderMark(): void {
    const { comment, l10n } = this.#element;
    const text = this.#extras.isNew(comment) ? l10n.text('newComment') : '';
    this.#mark.title = text;
    this.#mark.hidden = !text;
    render(html`<span class="unseen">${text}</span>`, this.#mark);
  }

  #sayWhenEdited(root: ParentNode): void {
    const { comment, l10n } = this.#element;
    // The first note is about the edit; another one may say which comment this replies to.
    const note = comment!.editedAt ? root.querySelector<HTMLElement>('.note') : null;
    if (!note) return this.#edited.remove();
    const date = exactDate(l10n, comment!.editedAt!);
    note.title = `${l10n.text('edited')} ${l10n.ago(comment!.editedAt!)}, ${date}`;
    this.#edited.dateTime = comment!.editedAt!;
    this.#edited.textContent = `, ${date}`;
    if (this.#edited.parentNode !== note) note.append(this.#edited);
  }

  #offerCopy(code: HTMLElement): void {
    const { l10n } = this.#element;
    let button = code.querySelector('button');
    if (!button) {
      button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.setAttribute('part', 'button');
      const words = code.textContent!;
      button.addEventListener('click', () => void this.#copy(words));
      code.append(button);
    }
    button.textContent = l10n.text('copy');
  }

  async #copy(words: string): Promise<void> {
    const isCopied = await copyText(words);
    this.#extras.list.notice = (l10n) => l10n.text(isCopied ? 'copied' : 'error.forbidden');
  }
}
