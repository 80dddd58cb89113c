import { html, LitElement, nothing } from 'lit';
import type { Comment } from '../../src/contract.js';
import { styles } from '../../src/elements/comment/comment.styles.js';

/** A comment by a template: one element for each, as the widget has. */
export class FloorComment extends LitElement {
  static override styles = styles;
  static override properties = { comment: { attribute: false } };

  comment!: Comment;

  protected override render(): unknown {
    const { id, author, rating, createdAt, editedAt, votes, html: body } = this.comment;
    return html`<article part="comment">
      <span class="avatar" part="avatar" aria-hidden="true" .style=${`--hue:${hue(author.name)}`}
        >${initial(author.name)}</span
      >
      <header>
        <span class="author" part="author" dir="auto"
          >${author.url ? html`<a href=${author.url} rel="nofollow ugc noopener">${author.name}</a>` : author.name}</span
        >
        <a class="time" part="time" href="#comment-${id}"
          ><time datetime=${createdAt}>2 years ago</time><span class="unseen"></span
        ></a>
        ${editedAt ? html`<span class="note">edited</span>` : nothing}
        ${
          rating
            ? html`<span
                class="stars"
                part="stars"
                role="img"
                aria-label="${rating} of 5 stars"
                .style=${`--value:${rating}`}
              ></span>`
            : nothing
        }
      </header>
      <div class="body" part="body" dir="auto" .innerHTML=${body}></div>
      <footer part="actions">
        <span class="votes"
          ><button type="button" class="up" part="vote" aria-pressed="false" title="Helpful: ${votes.up}">
            <span aria-hidden="true">${votes.up || nothing}</span></button
          ><button type="button" class="down" part="vote" aria-pressed="false" title="Not helpful: ${votes.down}">
            <span aria-hidden="true">${votes.down || nothing}</span>
          </button></span
        ><button type="button" name="reply" part="button">Reply</button
        ><button type="button" name="report" part="button">Report</button>
      </footer>
    </article>`;
  }
}

const initial = (name: string): string => [...name][0]!.toUpperCase();

/** As in the widget: the colour of the avatar is part of what is drawn. */
const hue = (name: string): number => {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) % 360;
  return hash;
};
