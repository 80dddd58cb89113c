import { css } from '../../../styles/css.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { findInShadows } from './find-in-shadows.js';

/** Placeholders of three comments, with an avatar and three lines each. Pale, and without motion if that is reduced. */
const skeleton = css`
  .loading {
    color: var(--muted);
  }
  .loading::after {
    content: '';
    display: block;
    height: 24em;
    margin-block-start: 1em;
    background:
      radial-gradient(circle at 1.25em 1.25em, var(--hairline) 1.25em, transparent 0) 0 / 2.5em 8em repeat-y,
      linear-gradient(transparent 0.875em, var(--hairline) 0 1.625em, transparent 0) 3.25em / 9em 8em repeat-y,
      linear-gradient(
          transparent 3em,
          var(--hairline) 0 3.75em,
          transparent 0 4.5em,
          var(--hairline) 0 5.25em,
          transparent 0
        )
        3.25em / calc(100% - 6em) 8em repeat-y;
    opacity: 0.6;
  }
  .loading:dir(rtl)::after {
    transform: scaleX(-1);
  }
  @media (prefers-reduced-motion: no-preference) {
    .loading::after {
      animation: breathe 1s 0.5s infinite alternate ease-in-out;
    }
    @keyframes breathe {
      to {
        opacity: 0.3;
      }
    }
  }
`;

/**
 * Shows placeholders to readers who have to wait for the comments. Not for short waits, where they would only be a
 * flash.
 */
export function showSkeleton({ renderRoot }: { readonly renderRoot: ParentNode }): void {
  for (const loading of findInShadows(renderRoot, '.loading')) adoptStyles(loading, skeleton);
}
