/** What the list can do that a first view does not need: one chunk, as one such need seldom comes alone. */
import { adoptStyles } from '../../../styles/adopt-styles.js';
import type { StarlingCommentList } from '../comment-list.js';
import { lateStyles } from './late.styles.js';

export { perform } from './comment-actions.js';
export { more, moreReplies } from './more.js';
export { followHash, showAll } from './permalink.js';

/** Gives a list the styles of what may come. */
export const dress = (list: StarlingCommentList): void => adoptStyles(list.renderRoot, lateStyles);
