import { css } from '../../../styles/css.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import { findInShadows } from './find-in-shadows.js';

/** A box with a sign, around the text that says what failed and what to do. */
const failure = css`
  :host > .error {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em;
    padding: 1em 1.25em;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--error);
  }
  :host > .error::before {
    content: '!' / '';
    flex: none;
    width: 1.5em;
    border: 2px solid;
    border-radius: 50%;
    font-weight: 700;
    line-height: calc(1.5em - 4px);
    text-align: center;
  }
  .error button {
    min-height: 44px;
    margin-inline-start: auto;
    padding-inline: 1.25em;
  }
`;

/** Styles the error message of a list. Loaded late, because few readers ever see it. */
export function styleFailure({ renderRoot }: { readonly renderRoot: ParentNode }): void {
  for (const error of findInShadows(renderRoot, '.error[role=alert]')) adoptStyles(error, failure);
}
