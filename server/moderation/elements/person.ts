import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations, Changed } from '../../../src/elements/base/reactive-element.js';
import { toStarlingError } from '../../../src/errors.js';
import { webAddress } from '../../../src/platform/web-address.js';
import type { Moderated, PersonName } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import { styles } from './detail.styles.js';
import { ModerationElement } from './moderation-element.js';
import { exactDate } from '../../../src/i18n/exact-date.js';

/** A comment's author, and what else is known about them. */
export class ModerationPerson extends ModerationElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    comment: { attribute: false },
    isBusy: { attribute: false },
  };

  declare desk: Desk;
  declare comment: Moderated;
  declare isBusy: boolean;

  protected override willUpdate(changed: Changed): void {
    if (changed.has('comment')) this.isBusy = false;
  }

  protected override render(): unknown {
    const { author, email, person, visitor, identity } = this.comment;
    const url = webAddress(author.url);
    const isKnown = visitor !== null || identity !== null;
    const isModerator = !isKnown && (author.badge === 'owner' || author.badge === 'moderator');
    return html`<section>
      <h2>${this.t('person')}</h2>
      <dl>
        ${
          email === null
            ? nothing
            : html`<dt>${this.t('email')}</dt>
                <dd><a href="mailto:${encodeURIComponent(email)}">${email}</a></dd>`
        }
        ${
          url
            ? html`<dt>${this.t('website')}</dt>
                <dd><a href=${url} target="_blank" rel="nofollow ugc noopener noreferrer">${url}</a></dd>`
            : nothing
        }
        ${
          isKnown
            ? html`<dt>${this.t('since')}</dt>
                <dd>${exactDate(this.l10n, person.since)}</dd>
                <dt>${this.t('personPublished')}</dt>
                <dd>${this.l10n.number(person.published)}</dd>
                <dt>${this.t('personSpam')}</dt>
                <dd>${this.l10n.number(person.spam)}</dd>`
            : nothing
        }
      </dl>
      ${isKnown ? this.#renderTrust(person.trusted) : html`<p class="hint">${this.t(isModerator ? 'personModerator' : 'personUnknown')}</p>`}
      ${this.#renderData(isModerator)}
      <moderation-history .desk=${this.desk} .comment=${this.comment}></moderation-history>
    </section>`;
  }

  #renderTrust(trusted: boolean): unknown {
    return html`<div class="row">
      ${trusted ? html`<span class="tag published">${this.t('trusted')}</span>` : nothing}
      <button class="outlined" type="button" ?disabled=${this.isBusy} @click=${() => void this.#trust(!trusted)}>
        ${this.t(trusted ? 'distrust' : 'trust')}
      </button>
      <span class="hint">${this.t('trustHint')}</span>
    </div>`;
  }

  #renderData(isModerator: boolean): unknown {
    return html`<div class="row data">
        ${
          isModerator
            ? nothing
            : html`<button class="outlined" type="button" @click=${() => this.emit('ban', this.comment)}>
                ${this.t('banPerson')}
              </button>`
        }
        <a class="button" href=${this.desk.api.exportOf(this.#who)} download="person.json" title=${this.t('exportHint')}
          >${this.t('exportPerson')}</a
        >
        <button id="erase" class="outlined delete" type="button" @click=${() => this.#dialog.showModal()}>
          ${this.t('erasePerson')}
        </button>
      </div>
      <dialog aria-labelledby="erasing" closedby="any">
        <form method="dialog" @submit=${this.#erase}>
          <h2 id="erasing">${this.t('eraseOf', { name: this.comment.author.name })}</h2>
          <p>${this.t('eraseHint')}</p>
          <label><input type="checkbox" name="keep" /> ${this.t('eraseKeep')}</label>
          <div class="row">
            <button class="outlined delete">${this.t('erase')}</button>
            <button type="button" autofocus @click=${() => this.#dialog.close()}>${this.t('cancel')}</button>
          </div>
        </form>
      </dialog>`;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  /** A browser, if known; otherwise everybody who gave this e-mail address. */
  get #who(): PersonName {
    const { id, visitor, email } = this.comment;
    return visitor !== null ? { visitor } : email !== null ? { email } : { comment: id };
  }

  readonly #erase = async (event: SubmitEvent): Promise<void> => {
    const { notices, api, queue } = this.desk;
    const keep = new FormData(event.target as HTMLFormElement).has('keep');
    try {
      const { comments } = await api.erase(this.#who, keep);
      notices.say({ key: 'erased', n: comments });
      await queue.load();
    } catch (error) {
      notices.fail(toStarlingError(error));
    }
  };

  async #trust(trusted: boolean): Promise<void> {
    const { comment, desk } = this;
    this.isBusy = true;
    try {
      await desk.api.trust(comment.id, trusted);
      const theirs = desk.queue.items.filter(({ comment: each }) => isSamePerson(each, comment));
      desk.queue.update([comment.id, ...theirs.map((item) => item.comment.id)], (item) => ({
        ...item,
        comment: { ...item.comment, person: { ...item.comment.person, trusted } },
      }));
      desk.notices.say({ key: trusted ? 'trustedDone' : 'distrustedDone', values: { name: comment.author.name } });
    } catch (error) {
      desk.notices.fail(toStarlingError(error));
    } finally {
      this.isBusy = false;
    }
  }
}

const isSamePerson = (a: Moderated, b: Moderated): boolean =>
  a.site === b.site && a.visitor !== null && a.visitor === b.visitor;
