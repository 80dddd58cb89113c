/** What the list can do that a first view does not need: one chunk, as one such need seldom comes alone. */
export { perform } from './comment-actions.js';
export { more, moreReplies } from './more.js';
export { followHash, showAll } from './permalink.js';
