import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PropertyDeclarations } from '../base/reactive-element.js';
import type { Comment, VoteValue } from '../../contract.js';
import type { exactDate } from '../../i18n/exact-date.js';
import type { MessageKey } from '../../i18n/locale.js';
import { webAddress } from '../../platform/web-address.js';
import { richText } from '../../rich-text/rich-text.js';
import { stars } from '../../styles/stars.js';
import { styles } from './comment.styles.js';
import { type CommentAction, CommentRequest } from './comment-request.js';
import { StarlingElement } from '../base/starling-element.js';

/**
 * One comment: who, when, how many stars, the words, and what can be done with it.
 *
 * @summary One comment or reply of a thread.
 * @csspart comment - The whole.
 * @csspart avatar - The letter, or picture, of the author.
 * @csspart badge - "Owner", "Pinned" and the like.
 * @csspart time - The link with the time.
 * @csspart stars - The author's stars.
 * @csspart vote - Each of the two votes.
 * @csspart button - Each of the other actions.
 * @csspart author - The author's name.
 * @csspart body - The words.
 * @csspart actions - The row of buttons.
 */
export class StarlingComment extends StarlingElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    comment: { attribute: false },
    actions: { attribute: false },
    vote: { attribute: false },
    replyTo: { attribute: false },
    isDeep: { attribute: false },
    exactDate: { attribute: false },
    images: {},
  };

  /** The comment to show. */
  comment?: Comment;
  /** What the reader can do with it: `CommentAction`s with a space between, so that an equal list is no change. */
  actions = '';
  /** The reader's own vote: 1, -1, or 0 for none. */
  vote: VoteValue = 0;
  /** Name of the one it answers. */
  replyTo?: string;
  /** Whether the indentation doesn't show what it answers, and words have to. */
  isDeep = false;
  /** @internal How the time of day is told; given once the first view is there: see base/later/draw-dates.ts. */
  exactDate?: typeof exactDate;
  /** `allow` shows images; else they are links. `avatars` shows those of people who signed in alone. */
  images = '';
  readonly #body = richText(() => this.requestUpdate());

  protected override render(): unknown {
    try {
      return this.#renderComment();
    } catch {
      // One invalid comment, for example with an invalid date, must not break the others.
      return html`<p class="deleted">${this.l10n.text('error.server')}</p>`;
    }
  }

  #renderComment(): unknown {
    const { comment, l10n } = this;
    if (!comment) return nothing;
    if (comment.status === 'deleted')
      // Rendering an empty body clears the cached nodes, so that the text is built again if the comment comes back.
      return html`<p class="deleted" part="comment">${l10n.text('removed')}${this.#body('', false)}</p>`;
    const { id, author, rating, createdAt } = comment;
    const url = webAddress(author.url);
    const name = author.name || l10n.text('anonymous');
    const ago = l10n.ago(createdAt);
    const [votes, others] = [/up|down/g, /\b(?!up|down)\w+/g].map((kind) =>
      this.actions.match(kind)?.map(this.#renderAction),
    );
    const inReply = this.replyTo && l10n.text('inReplyTo', { name: this.replyTo });
    return html`<article part="comment" aria-label=${[name, inReply, ago].filter(Boolean).join(', ')}>
      <span class="avatar" part="avatar" aria-hidden="true" .style=${`--hue:${hue(name)}`}>${initial(name)}</span>
      <header>
        <span id="author" class="author" part="author" dir="auto"
          >${url ? html`<a href=${url} rel="nofollow ugc noopener">${name}</a>` : name}</span
        >
        ${[author.badge, comment.pinned && 'pinned', comment.status === 'pending' && 'pending'].map((key) =>
          key ? html`<span class="badge" part="badge">${l10n.text(key as MessageKey)}</span>` : nothing,
        )}
        <a class="time" part="time" href=${permalink(id)}
          ><time datetime=${createdAt}>${ago}</time
          ><span class="unseen">${this.exactDate ? `, ${this.exactDate(l10n, createdAt)}` : nothing}</span></a
        >
        ${comment.editedAt ? html`<span class="note">${l10n.text('edited')}</span>` : nothing}
        ${this.isDeep ? html`<a class="note" href=${permalink(comment.parent!)}>${inReply}</a>` : nothing}
        ${rating ? stars(rating, l10n.text('stars', { n: rating, max: 5 })) : nothing}
      </header>
      <div class="body" part="body" dir="auto">${this.#body(comment.html, this.images === 'allow')}</div>
      <footer part="actions" @click=${this.#ask}><span class="votes">${votes}</span>${others}</footer>
    </article>`;
  }

  readonly #ask = ({ target }: Event): void => {
    const action = (target as Element).closest('button')?.name;
    if (action) this.dispatchEvent(new CommentRequest(action as CommentAction, this.comment!));
  };

  readonly #renderAction = (action: string): TemplateResult => {
    const { l10n } = this;
    const text = l10n.text(action as CommentAction);
    // Named by its text and the comment's author: in a list of all buttons the text alone would not say which comment.
    if (action !== 'up' && action !== 'down')
      return html`<button id=${action} name=${action} type="button" part="button" aria-labelledby="${action} author">
        ${text}
      </button>`;
    const n = this.comment!.votes[action];
    // The title serves as the accessible name: beside another name, screen readers would read it as well.
    return html`<button
      name=${action}
      class=${action}
      part="vote"
      type="button"
      title="${text}: ${l10n.number(n)}"
      aria-pressed=${this.vote === (action === 'up' ? 1 : -1)}
    >
      <span aria-hidden="true">${n || nothing}</span>
    </button>`;
  };
}

/** The address of this page with the fragment: a fragment alone would be resolved against the page's `<base>`. */
const permalink = (id: string): string => `${location.href.split('#')[0]}#comment-${id}`;

/**
 * The first letter as the reader sees it, after whatever is invisible or belongs to no letter: a flag, or a character
 * with its marks and what is joined to it, by a zero-width joiner or the virama of an Indic script (UAX #29). The first
 * use of `Intl.Segmenter` on a page takes over 20 ms, this one 1 ms.
 */
function initial(name: string): string | undefined {
  return /^[\s\p{M}\p{DI}]*(\p{RI}{2}|.([\p{M}\p{DI}\p{EMod}\u1160-\u11FF]|(?<=\u200D|[\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D]).)*)/u
    .exec(name)?.[1]!
    .toUpperCase();
}

/** A hue derived from the name, 0 to 359 degrees. */
function hue(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) % 360;
  return hash;
}

declare global {
  interface HTMLElementTagNameMap {
    'starling-comment': StarlingComment;
  }
}
