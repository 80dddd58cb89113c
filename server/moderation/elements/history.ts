import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations, Changed } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Moderated } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import type { Filter } from '../model/filter.js';
import { Latest } from '../model/latest.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';
import { exactDate } from '../../../src/i18n/exact-date.js';

/** The number of a person's comments shown here; the list shows all. */
const most = 6;

/** Other comments by a comment's author. Emits `filter` to list all of them. */
export class ModerationHistory extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    controls,
    css`
      h3 {
        margin-block: 1.25em 0.5em;
        font-size: 0.9375em;
      }
      ol {
        display: grid;
        gap: 0.5em;
        margin: 0 0 0.75em;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 0.75em;
        font-size: 0.875em;
      }
      a {
        overflow: hidden;
        color: var(--text);
        text-decoration: none;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      a:hover {
        text-decoration: underline;
      }
      .hint {
        margin: 0 0 0.5em;
        color: var(--muted);
        font-size: 0.875em;
      }
      .waits {
        color: var(--text);
        font-weight: 600;
      }
    `,
  ];
  static override properties: PropertyDeclarations = { desk: { attribute: false }, comment: { attribute: false } };

  declare desk: Desk;
  declare comment: Moderated;
  readonly #written = new Latest<Moderated[]>(this, 150);

  protected override willUpdate(changed: Changed): void {
    const { author } = this;
    if (!changed.has('comment') || author === undefined) return;
    const { site } = this.comment;
    this.#written.run(JSON.stringify([site, author]), async (signal) => {
      const query = { author, ...(site && { site }), limit: most + 1 };
      return (await this.desk.api.list(query, signal)).comments;
    });
  }

  /** The author's name for the list's filter. */
  get author(): string | undefined {
    return this.comment.visitor ?? this.comment.email ?? undefined;
  }

  protected override render(): unknown {
    if (this.author === undefined) return nothing;
    const { status, value, error } = this.#written;
    if (status === 'error') {
      return html`<p class="error" role="alert">${this.failure(error!)}</p>
        <button class="outlined" type="button" @click=${() => void this.#written.again()}>${this.t('retry')}</button>`;
    }
    const others = value?.filter(({ id }) => id !== this.comment.id) ?? [];
    const waiting = others.filter(({ state }) => state === 'pending').length;
    return html`<h3>${this.t('history')}</h3>
      ${waiting > 0 ? html`<p class="hint waits">${this.n('alsoWaits', waiting)}</p>` : nothing}
      ${
        value
          ? others.length > 0
            ? this.#renderOthers(others)
            : html`<p class="hint">${this.t('historyNone')}</p>`
          : html`<p class="hint">${this.t('loading')}</p>`
      }`;
  }

  #renderOthers(others: Moderated[]): unknown {
    return html`<ol>
        ${others.slice(0, most).map(
          ({ id, state, body, createdAt }) =>
            html`<li>
              <span class="tag ${state}">${this.t(`state.${state}`)}</span>
              <a href="#comment-${id}" dir="auto" title=${exactDate(this.l10n, createdAt)}
                >${body.slice(0, 200) || this.l10n.ago(createdAt)}</a
              >
            </li>`,
        )}
      </ol>
      <button class="outlined" type="button" @click=${this.#seeAll}>${this.t('seeAll')}</button>`;
  }

  readonly #seeAll = (): void => {
    const { site } = this.comment;
    this.emit<Filter>('filter', { author: this.author, ...(site && { site }) });
  };
}
