import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Changed, PropertyDeclarations } from '../base/reactive-element.js';
import type { Comment, Sort } from '../../contract.js';
import { toStarlingError } from '../../errors.js';
import { loadPart } from '../../platform/load-part.js';
import { adoptStyles } from '../../styles/adopt-styles.js';
import { actionsOf } from '../../thread/actions-of.js';
import { type Row, rowsOf } from '../../thread/branch.js';
import type { ThreadStore } from '../../thread/thread-store.js';
import { styles } from './comment-list.styles.js';
import type { CommentRequest } from '../comment/comment-request.js';
import { errorText } from '../base/error-text.js';
import { heading } from '../base/heading.js';
import { parts } from '../base/parts.js';
import { ThreadElement } from '../base/thread-element.js';
import { withAttributes } from '../base/with-attributes.js';
import type { ListHost, Notice, Panel } from './list-host.js';

/** A copy of the contract's list of sort orders, so that a first view does not load that module. */
const sorts: readonly Sort[] = ['newest', 'oldest', 'helpful', 'highest', 'lowest'];

type ListActions = typeof import('./later/list-actions.js');

/**
 * The comments of a thread: sorted, paged, indented.
 *
 * @summary The comments and replies of a thread, with order, pages and everything a reader can do with them.
 * @csspart heading - The line with the number of comments.
 * @csspart notice - What has just happened.
 * @csspart button - "Show more", "Try again" and the like.
 * @csspart reply - A reply with its thread line.
 * @csspart panel - Where one replies, edits, deletes and reports.
 * @slot summary - Above the comments, below what is being loaded.
 * @slot empty - Stands where there are no comments yet, in place of "Leave the first review".
 * @slot captcha-reply - Filled by the element itself with the captcha's container of an answer.
 */
export class StarlingCommentList
  extends withAttributes(ThreadElement, [
    'captcha',
    'captchaKey',
    'captchaPlacement',
    'feedback',
    'headingLevel',
    'images',
    'maxDepth',
  ])
  implements ListHost
{
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    panel: { attribute: false },
    notice: { attribute: false },
    linkedId: { attribute: false },
  };

  /** @internal */
  panel?: Panel;
  /** @internal Also read out. */
  notice?: Notice;
  /** @internal */
  linkedId?: string;
  /** Set once their chunk has loaded. */
  #actions?: ListActions;
  #shown?: ThreadStore;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#followHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followHash);
  }

  protected override willUpdate(changed: Changed): void {
    super.willUpdate(changed);
    if (this.store === this.#shown) return;
    this.#shown = this.store;
    // These were about comments of another thread.
    this.panel = this.notice = this.linkedId = undefined;
    this.#followHash();
  }

  readonly #followHash = (): void => {
    if (location.hash.startsWith('#comment-')) void this.#act(({ followHash }) => followHash(this));
  };

  /** Runs an action. The code of the actions is loaded when the first one is needed, as a first view needs none. */
  async #act(action: (actions: ListActions) => unknown): Promise<void> {
    try {
      this.#actions ??= await loadPart(() => import('./later/list-actions.js'));
      adoptStyles(this.renderRoot, this.#actions.listActionStyles);
      await action(this.#actions);
    } catch (cause) {
      const error = toStarlingError(cause);
      this.notice = (l10n) => errorText(l10n, error);
    }
  }

  protected override render(): unknown {
    const { store, l10n, notice } = this;
    const {
      status,
      settings,
      error,
      linked,
      roots = [],
      fresh = [],
      next,
      rating,
      sort,
      total = 0,
    }: Partial<ThreadStore> = store ?? {};
    // The reader's own new comments are filtered like the others, and shown where the sort order puts the newest.
    const own = fresh.filter((comment) => !rating || comment.rating === rating);
    const button = (text: string, click: () => unknown) =>
      html`<button type="button" class="quiet" part="button" @click=${click}>${text}</button>`;
    // The loading text comes first and reserves room. What replaces it was not visible before, so nothing moves.
    return html`${settings || error ? nothing : html`<p class="loading" role="status">${l10n.text('loading')}</p>`}
      <slot name="summary"></slot>
      ${
        status === 'error'
          ? html`<p class="error" role="alert">
              ${errorText(l10n, error!)} ${button(l10n.text('retry'), () => store!.load())}
            </p>`
          : nothing
      }
      ${
        settings
          ? html`<div class="head">
                ${heading(this.scope!.attributes.headingLevel, l10n.count('comments', total))}${total > 1 ? this.#renderSort() : nothing}
              </div>
              ${linked && this.#actions?.renderLinked(this)}
              <ol
                aria-busy=${status === 'pending'}
                @starling-request=${({ action, comment }: CommentRequest) =>
                  this.#act(({ perform }) => perform(this, action, comment))}
              >
                ${linked ? this.#renderBranch(linked) : (sort === 'newest' ? [own, roots] : [roots, own]).map((each) => each.map(this.#renderBranch))}
              </ol>
              ${
                roots.length || own.length || settings.closed
                  ? nothing
                  : html`<slot name="empty"
                      >${
                        rating
                          ? l10n.text('none')
                          : button(l10n.text('empty'), () => this.#act(({ goToForm }) => goToForm(this)))
                      }</slot
                    >`
              }
              ${next && !linked ? button(l10n.text('more'), () => this.#act(({ showMore }) => showMore(this))) : nothing}`
          : nothing
      }
      <div class="notice">
        <div class="note" role="status" part="notice">${notice?.(l10n)}</div>
        ${notice && this.#actions?.renderClose(this)}
      </div>`;
  }

  #renderSort(): TemplateResult {
    const { l10n } = this;
    const { backend, settings, sort } = this.store!;
    const { votes, ratings } = settings!;
    return html`<label part="label"
      >${l10n.text('sort')}<select
        part="input"
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          void this.#act(({ changeOrder }) => changeOrder(this, value as Sort));
        }}
      >
        ${(backend!.sorts ?? sorts)
          .filter((name) => (name === 'helpful' ? votes : ratings !== 'off' || !/^(high|low)/.test(name)))
          .map((name) => html`<option value=${name} ?selected=${name === sort}>${l10n.text(name)}</option>`)}
      </select></label
    >`;
  }

  readonly #renderBranch = (root: Comment): TemplateResult[] => {
    const { store, l10n } = this;
    const rows = rowsOf(root).map(this.#renderRow);
    const rest = root.repliesNext && store!.backend!.replies ? root.replyCount - (root.replies?.length ?? 0) : 0;
    if (rest > 0) {
      const more = () => this.#act(({ showReplies }) => showReplies(this, root));
      rows.push(
        html`<li class="reply">
          <button type="button" part="button" @click=${more}>${l10n.count('replies', rest)}</button>
        </li>`,
      );
    }
    return rows;
  };

  readonly #renderRow = ({ comment, depth, parent }: Row): TemplateResult => {
    const { store, panel, l10n } = this;
    const { maxDepth, images } = this.scope!.attributes;
    const { id } = comment;
    const level = Math.min(depth, maxDepth);
    return html`<li
      id="comment-${id}"
      tabindex="-1"
      aria-level=${level + 1}
      part=${depth ? 'reply' : nothing}
      class="${depth ? 'reply' : ''} ${id === this.linkedId ? 'target' : ''}"
      .style=${`--level:${level}`}
    >
      <starling-comment
        .comment=${comment}
        .actions=${actionsOf(store!, comment)}
        .vote=${store!.mine.votes[id]}
        .replyTo=${parent && (parent.author.name || l10n.text('anonymous'))}
        .isDeep=${depth > level}
        .locale=${this.language}
        .images=${images}
        exportparts=${parts}
      ></starling-comment
      >${panel?.comment.id === id ? html`<div class="panel" part="panel">${this.#actions!.renderPanel(this, panel)}</div>` : nothing}
    </li>`;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'starling-comment-list': StarlingCommentList;
  }
}
