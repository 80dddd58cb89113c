import type { StarlingComment } from '../../comment/comment.js';

/** Of the height of a body, in its own em: what stays in sight, and from where on folding is worth it. */
const [shown, worth] = [24, 36];

/**
 * Folds what is long. Only where nobody sees it move: what is folded away has to stand below the window's edge. By
 * clipping alone, so that all of it can be read out and searched; where that scrolls it, it opens.
 */
export class FoldLong {
  readonly #near = new IntersectionObserver((entries) => this.#look(entries), {
    // Else a frame around would count, and cut the margin off.
    root: document,
    rootMargin: '100% 0%',
  });
  readonly #folded = new WeakMap<StarlingComment, () => void>();

  /** Folds a comment where it is long, once the reader comes near; anew where the element shows another comment. */
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

/** Gives the way to have it as it was. */
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
  // By the browser's search, or as the focus went to a link out of sight.
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
