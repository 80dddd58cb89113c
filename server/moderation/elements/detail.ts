import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations, Changed } from '../../../src/elements/base/reactive-element.js';
import type { Comment } from '../../../src/contract.js';
import { webAddress } from '../../../src/platform/web-address.js';
import type { Decision, Moderated } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import { Latest } from '../model/latest.js';
import { offeredFor, pinFor } from '../model/offered.js';
import type { Item } from '../model/queue.js';
import { asShown } from './as-shown.js';
import { styles } from './detail.styles.js';
import { ModerationElement } from './moderation-element.js';

/** A comment's ancestors and replies. */
interface Surroundings {
  above: Moderated[];
  answers: Comment[];
}

/**
 * One comment in full: with its thread, why it waits, and who wrote it. It can be answered and edited. Emits `decide`
 * for a decision.
 */
export class ModerationDetail extends ModerationElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    item: { attribute: false },
    name: { attribute: false },
    mode: { attribute: false },
  };

  declare desk: Desk;
  declare item?: Item;
  /** The moderator's name, as shown beside a reply. */
  declare name: string;
  declare mode?: 'reply' | 'edit';
  readonly #around = new Latest<Surroundings>(this, 150);

  /** Opens the form for a reply or an edit, and moves the focus to it. */
  async write(mode: 'reply' | 'edit'): Promise<void> {
    if (!this.item || this.item.comment.state === 'deleted') return;
    this.mode = mode;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`moderation-${mode}`)?.focus();
  }

  protected override willUpdate(changed: Changed): void {
    if (!changed.has('item')) return;
    const before = changed.get('item') as Item | undefined;
    const comment = this.item?.comment;
    // The draft is kept, and shown again when the moderator returns to that comment.
    if (before?.comment.id !== comment?.id) this.mode = undefined;
    if (!comment) return;
    const { id, parent, replyCount } = comment;
    this.#around.run(`${id} ${replyCount}`, async (signal) => ({
      above: parent ? (await this.desk.api.find(id, signal)).above : [],
      answers: replyCount > 0 ? await this.desk.api.answers(comment, signal) : [],
    }));
  }

  protected override render(): unknown {
    if (!this.item) return html`<p class="nothing">${this.t('nothingOpen')}</p>`;
    const { comment } = this.item;
    return html`${this.#renderActions(this.item)}
      <section aria-label=${this.t('detail', { name: comment.author.name })}>
        ${this.#renderTitle(comment)} ${this.#renderAbove(comment)}
        <div class="card">
          ${
            this.mode === 'edit'
              ? html`<moderation-edit .desk=${this.desk} .comment=${comment} @done=${this.#close}></moderation-edit>`
              : html`<starling-comment .comment=${asShown(comment)}></starling-comment>`
          }
        </div>
        ${this.#renderAnswers()}
        ${
          this.mode === 'reply'
            ? html`<div class="card reply">
                <moderation-reply
                  .desk=${this.desk}
                  .comment=${comment}
                  .name=${this.name}
                  @done=${this.#close}
                ></moderation-reply>
              </div>`
            : nothing
        }
      </section>
      ${this.#renderWhy(comment)}
      <moderation-person .desk=${this.desk} .comment=${comment}></moderation-person>`;
  }

  #renderActions({ comment, decided, pending, error }: Item): unknown {
    const pin = pinFor(comment);
    const undoable = this.desk.decisions.undos.of(comment.id);
    const offered = [...offeredFor(comment), ...(pin ? [{ decision: pin, text: pin }] : [])];
    return html`<div class="actions">
      <span class="tag ${comment.state}">${this.t(`state.${comment.state}`)}</span>
      ${pending ? html`<span role="status">${this.t(`doing.${pending}`)}</span>` : nothing}
      ${error ? html`<span class="error" role="alert">${this.failure(error)}</span>` : nothing}
      ${
        pending
          ? nothing
          : offered.map(
              ({ decision, text }) =>
                html`<button
                  class="outlined ${decision}"
                  type="button"
                  @click=${() => this.emit<Decision>('decide', decision)}
                >
                  ${this.t(text)}
                </button>`,
            )
      }
      ${
        comment.state === 'deleted'
          ? nothing
          : html`<button id="reply" class="outlined" type="button" @click=${() => void this.write('reply')}>
                ${this.t('reply')}
              </button>
              <button id="edit" class="outlined" type="button" @click=${() => void this.write('edit')}>
                ${this.t('edit')}
              </button>`
      }
      ${
        decided && undoable
          ? html`<button class="outlined" type="button" @click=${() => void this.desk.decisions.undo(undoable)}>
              ${this.t('undo')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderTitle({ threadTitle, threadId, threadUrl, id, state }: Moderated): unknown {
    const url = webAddress(threadUrl);
    return html`<div class="title">
      <h2 dir="auto">${threadTitle ?? threadId}</h2>
      ${
        url
          ? html`<a
              href=${state === 'published' ? `${url.split('#')[0]}#comment-${id}` : url}
              target="_blank"
              rel="noopener noreferrer"
              >${this.t('openPage')} ↗</a
            >`
          : nothing
      }
    </div>`;
  }

  #renderAbove({ parent }: Moderated): unknown {
    const { status, value, error } = this.#around;
    if (status === 'error') {
      return html`<p class="error" role="alert">${this.failure(error!)}</p>
        <button class="outlined" type="button" @click=${() => void this.#around.again()}>${this.t('retry')}</button>`;
    }
    if (!parent) return nothing;
    return html`<h3>${this.t('answers')}</h3>
      ${
        value
          ? value.above.map(
              (above) =>
                html`<div class="beside">
                  ${
                    above.state === 'published'
                      ? nothing
                      : html`<span class="tag ${above.state}">${this.t(`state.${above.state}`)}</span>`
                  }
                  <starling-comment .comment=${asShown(above)}></starling-comment>
                </div>`,
            )
          : html`<p class="hint" role="status">${this.t('loading')}</p>`
      }`;
  }

  #renderAnswers(): unknown {
    const answers = this.#around.value?.answers ?? [];
    if (answers.length === 0) return nothing;
    return html`<h3 class="after">${this.t('answered')}</h3>
      ${answers.map(
        (answer) => html`<div class="beside"><starling-comment .comment=${answer}></starling-comment></div>`,
      )}`;
  }

  #renderWhy({ state, reasons, reports, score }: Moderated): unknown {
    const waits = (state === 'pending' || state === 'spam') && reasons.length > 0;
    if (!waits && reports.length === 0) return nothing;
    return html`<section>
      ${
        waits
          ? html`<h2>${this.t('whyHeld')}</h2>
              <ul>
                ${reasons.map(({ code, detail }) => html`<li>${this.named('reason', code, { detail })}</li>`)}
                ${score > 0 ? html`<li>${this.t('score', { n: score })}</li>` : nothing}
              </ul>`
          : nothing
      }
      ${
        reports.length > 0
          ? html`<h2>${this.n('reports', reports.length)}</h2>
              <ul>
                ${reports.map(
                  ({ reason, createdAt }) =>
                    html`<li>
                      <span dir="auto">${reason || this.t('reportNoReason')}</span>
                      <small>${this.l10n.ago(createdAt)}</small>
                    </li>`,
                )}
              </ul>`
          : nothing
      }
    </section>`;
  }

  /** Returns the focus to the button that opened the form. */
  readonly #close = async (): Promise<void> => {
    const opener = this.mode;
    this.mode = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${opener}`)?.focus();
  };
}
