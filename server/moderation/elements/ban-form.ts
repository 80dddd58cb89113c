import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import type { BanKind, Moderated, Session } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import { ModerationForm } from './moderation-form.js';
import { writing } from './writing.styles.js';

/** How long a ban lasts, in days; 0 means for ever. */
const terms = [7, 30, 365, 0] as const;

/** What becomes of the comments that the ban would have held. */
const pasts = ['leave', 'spam', 'hold'] as const;

/** The form for a new ban, of a comment's author or of a typed value. Emits `banned` when it was added. */
export class ModerationBanForm extends ModerationForm {
  static override styles = [
    ...ModerationForm.styles,
    writing,
    css`
      select {
        display: block;
        width: 100%;
        min-height: 44px;
        margin-block-start: 0.25em;
        padding: 0.5em 0.75em;
        border: 1px solid var(--border);
        border-radius: var(--radius);
        background: var(--background);
        color: var(--text);
        font: inherit;
        font-size: var(--field-size);
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    session: { attribute: false },
    comment: { attribute: false },
    kind: { attribute: false },
  };

  declare desk: Desk;
  declare session: Session;
  /** The comment whose author is to be banned; without it, a value is typed. */
  declare comment?: Moderated;
  declare kind: BanKind;

  async show(comment?: Moderated): Promise<void> {
    this.comment = comment;
    this.kind = this.#kinds[0]!;
    this.failed = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector('form')?.reset();
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  /** The kinds of bans possible for a comment's author, depending on what is known about them. */
  get #kinds(): BanKind[] {
    if (!this.comment) return ['word', 'link', 'email'];
    const { identity, visitor, email } = this.comment;
    const known = { identity, visitor, email };
    return [
      ...(['identity', 'visitor', 'email'] as const).filter((kind) => known[kind] !== null),
      // Whether a network is stored is known only to the server.
      'network' as const,
    ];
  }

  protected override render(): unknown {
    const { comment, session } = this;
    return html`<dialog aria-labelledby="heading" closedby="any">
      <form @submit=${this.submit}>
        <h1 id="heading">${comment ? this.t('banOf', { name: comment.author.name }) : this.t('banNew')}</h1>
        <p class="hint">${this.t('banHint')}</p>
        <div>
          <label for="kind">${this.t('banKind')}</label>
          <select
            id="kind"
            name="kind"
            @change=${({ target }: Event) => (this.kind = (target as HTMLSelectElement).value as BanKind)}
          >
            ${this.#kinds.map((kind) => html`<option value=${kind}>${this.t(`ban.${kind}`)}</option>`)}
          </select>
        </div>
        ${
          comment
            ? nothing
            : html`<div class="field">
                <label for="value">${this.t('banValue')}</label>
                <input id="value" name="value" dir="auto" required maxlength="2048" />
              </div>`
        }
        ${
          comment || session.sites.length < 2
            ? nothing
            : html`<div>
                <label for="site">${this.t('site')}</label>
                <select id="site" name="site">
                  ${session.role === 'owner' ? html`<option value="">${this.t('siteAll')}</option>` : nothing}
                  ${session.sites.map((site) => html`<option value=${site}>${site}</option>`)}
                </select>
              </div>`
        }
        <div>
          <label for="days">${this.t('banUntil')}</label>
          <select id="days" name="days">
            ${terms.map(
              (days) => html`<option value=${days}>${days ? this.n('banDays', days) : this.t('banForever')}</option>`,
            )}
          </select>
        </div>
        <div>
          <label for="past">${this.t('banPast')}</label>
          <select id="past" name="past">
            ${pasts.map((past) => html`<option value=${past}>${this.t(`banPast.${past}`)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="note">${this.t('banNote')}</label>
          <input id="note" name="note" dir="auto" maxlength="500" />
        </div>
        <p class="error" role="alert">${this.#wrong()}</p>
        <div class="row">
          <button class="primary" aria-busy=${this.isBusy ? 'true' : 'false'}>${this.t('ban')}</button>
          <button type="button" @click=${() => this.#dialog.close()}>${this.t('cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #wrong(): string | undefined {
    if (!this.failed) return undefined;
    // No network is stored for this comment, or for any comment of this site.
    if (this.kind === 'network' && this.failed.code !== 'network') return this.t('wrong.network');
    return this.failed.code === 'invalid' ? this.t('wrong.ban') : this.failure(this.failed);
  }

  protected override async send(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const days = Number(data.get('days'));
    const { comment, session, desk } = this;
    const past = data.get('past') as (typeof pasts)[number];
    const site = comment ? comment.site : data.get('site') || (session.role === 'owner' ? undefined : session.sites[0]);
    const { id } = await desk.api.ban({
      kind: this.kind,
      ...(comment ? { comment: comment.id } : { value: `${data.get('value')}`.trim() }),
      ...(site && { site: `${site}` }),
      ...(days && { until: new Date(Date.now() + days * 86_400_000).toISOString() }),
      ...(data.get('note') && { note: `${data.get('note')}` }),
    });
    this.#dialog.close();
    desk.notices.say({ key: 'banned' });
    this.emit('banned');
    if (past !== 'leave') void desk.decisions.decideBanned(id, past);
  }
}
