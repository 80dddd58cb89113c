import { css } from '../../styles/css.js';
import { buttons } from '../../styles/buttons.js';
import { tokens, usualWidth } from '../../styles/tokens.js';

export const styles = [
  tokens,
  usualWidth,
  buttons,
  css`
    .head {
      margin-block-start: var(--space);
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.5em;
      padding-block-end: calc(var(--space) / 2);
      border-block-end: 1px solid var(--hairline);
    }
    .heading {
      font-size: 1.25em;
      font-weight: 600;
      line-height: 1.25;
    }
    label {
      display: flex;
      align-items: center;
      gap: 0.5em;
      color: var(--muted);
      font-size: 0.875em;
    }
    select {
      min-height: var(--target, 36px);
      padding-inline: 0.5em;
      border: 1px solid var(--border);
      border-radius: var(--radius);
      background: var(--background);
      color: var(--text);
      font: inherit;
      font-size: var(--field-size);
    }
    ol {
      --level: 1;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
      padding-block-start: var(--space);
    }
    starling-comment {
      contain: content;
    }
    /* One that is out of sight costs no style and no layout; its room is guessed once, then remembered. Not the first,
       which may be in sight from the start: they would move as their room is found to be another. */
    li:nth-child(n + 12) starling-comment {
      content-visibility: auto;
      contain-intrinsic-size: auto 9em;
    }
    /* Inherited by the comment. The avatar of an answer is below the words of what it answers. */
    .reply {
      --avatar: calc(var(--avatar-size) * 0.8);
      --indent: calc(var(--avatar-size) * 0.1 + var(--level) * var(--step));
    }
    /* A line for each level, through the middle of its avatar. No tiles: those are as wide as whole pixels are. A mask,
       because Firefox draws a gradient that repeats elsewhere if it has a colour that is mixed. */
    .reply::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: calc((var(--avatar-size) - var(--step)) / 2);
      width: calc(var(--level) * var(--step));
      background: var(--hairline);
      mask: repeating-linear-gradient(
        90deg,
        #0000 0 calc(50% / var(--level) - 1px),
        #000 0 calc(50% / var(--level) + 1px),
        #0000 0 calc(100% / var(--level))
      );
    }
    .reply > button {
      margin-inline-start: var(--indent);
    }
    :host > button {
      display: block;
      min-height: 44px;
      margin: var(--space) auto 0;
      padding-inline: 1.5em;
    }
    /* Room for what is to come: nothing that a reader sees below is to move when it does. */
    .loading {
      min-height: 100vh;
    }
    slot > button {
      width: 100%;
      padding-block: 2em;
    }
  `,
];
