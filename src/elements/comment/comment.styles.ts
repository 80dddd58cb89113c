import { css } from '../../styles/css.js';
import { buttons } from '../../styles/buttons.js';
import { prose, richProse } from '../../styles/prose.js';
import { starStyles } from '../../styles/stars.js';
import { avatarColours, tokens } from '../../styles/tokens.js';

export const styles = [
  tokens,
  buttons,
  starStyles,
  avatarColours,
  prose,
  richProse,
  css`
    header,
    footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 8px;
      font-size: 0.875em;
    }
    /* As wide as the list, whatever the level: so a percentage is the same in all comments. A column for the gap, as a
       margin of the body would be on the side where its words begin. */
    article {
      display: grid;
      grid-template-columns: var(--indent, 0px) var(--avatar, var(--avatar-size)) 0.75em minmax(0, 1fr);
    }
    article > * {
      grid-column: 4;
    }
    .avatar {
      grid-column: 2;
      display: grid;
      place-items: center;
      aspect-ratio: 1;
      border-radius: 50%;
      font-weight: 600;
    }
    header {
      color: var(--muted);
    }
    a {
      color: var(--accent);
    }
    header a {
      color: inherit;
      text-decoration: none;
    }
    .author {
      color: var(--text);
      font-weight: 600;
      font-size: 1.0714em;
    }
    .badge {
      padding: 0 0.5em;
      border-radius: 1em;
      background: color-mix(in srgb, var(--accent) 12%, transparent);
      color: var(--accent);
    }
    .time,
    a.note {
      padding-block: 0.25em;
    }
    .time::before {
      content: '· ' / '';
    }
    /* On a line of their own, too, as far from the words as a line of text is. */
    .stars {
      margin: 0.25em 0;
    }
    /* The exact date. */
    .unseen {
      position: absolute;
      clip-path: inset(50%);
    }
    /* With room for what comes later; see comment-extras.styles.ts. */
    footer {
      margin-block-start: 0.25em;
      padding-inline: 0 2em;
    }
    /* On touch screens the two stand 8 px apart; elsewhere this is less than nothing. */
    .votes {
      display: flex;
      gap: calc(var(--target, 0px) - 36px);
      border: 1px solid var(--hairline);
      border-radius: 2em;
    }
    .votes:empty {
      display: none;
    }
    /* The first word stands in line with the text above it. */
    .votes:empty + button {
      margin-inline-start: -0.5em;
    }
    .votes button {
      min-width: var(--target, 0);
      border-radius: inherit;
    }
    /* Letters, which take whatever colours are forced. The space is none where no number follows. */
    .up::before,
    .down::before {
      content: '▲ ' / '';
    }
    .down::before {
      content: '▼ ' / '';
    }
    [name='reply'] {
      color: var(--text);
      font-weight: 600;
    }
    [name='report'] {
      margin-inline-start: auto;
    }
    .deleted {
      margin: 0;
      padding-inline-start: calc(var(--indent, 0px) + var(--avatar, var(--avatar-size)) + 0.75em);
      color: var(--muted);
    }
  `,
];
