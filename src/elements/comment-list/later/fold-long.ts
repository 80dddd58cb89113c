import type { StarlingComment } from '../../comment/comment.js';

/**
 * Heights of a comment's body, in its own em: what stays visible when folded, and the minimum for folding it at all.
 */
const [shown, worth] = [24, 36];

/**
 * Folds long comments. Only if nobody sees anything move: the part to be folded must be below the bottom of the window.
 * The text is only clipped, so it can still be read by screen readers and searched. If a search scrolls the clipped
 * text, the comment opens.
 */
export class FoldLong {
  readonly #near = new IntersectionObserver((entries) => this.#look(entries), {
    // Without this, the root would be the window of an outer frame, whose edge would cut off the margin.
    root: document,
    rootMargin: '100% 0%',
  });
  readonly #folded = new WeakMap<StarlingComment, () => void>();

  /** Folds a comment if it is long, once the reader comes near. Called again when the element shows another comment. */
  watch(comment: StarlingComment): void {
    this.#folded.get(comment)?.();
    this.#near.observe(comment);
  }

  #look(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const comment = target as StarlingComment;
      const body = comment.renderRoot.querySelector<HTMLElement>('.body');
      if (!isIntersecting || !body) continue;
      this.#near.unobserve(comment);
      const em = parseFloat(getComputedStyle(body).fontSize);
      const { top, height } = body.getBoundingClientRect();
      const isLinked = comment.closest('li')?.classList.contains('target');
      if (height > worth * em && top + shown * em > innerHeight && !isLinked) {
        this.#folded.set(comment, fold(comment, body));
      }
    }
  }
}

/** Folds a comment. Returns a function that undoes it. */
function fold({ l10n }: StarlingComment, body: HTMLElement): () => void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'fold';
  button.setAttribute('part', 'button');
  const show = (isFolded: boolean) => {
    body.classList.toggle('folded', isFolded);
    body.scrollTop = 0;
    button.ariaExpanded = `${!isFolded}`;
    button.textContent = l10n.text(isFolded ? 'more' : 'less');
  };
  // The browser scrolls the body when its search finds text there, or when the focus moves to a clipped link.
  const open = () => body.scrollTop && show(false);
  button.addEventListener('click', () => show(!body.classList.contains('folded')));
  body.addEventListener('scroll', open);
  show(true);
  body.after(button);
  return () => {
    body.removeEventListener('scroll', open);
    body.classList.remove('folded');
    button.remove();
  };
}
