/** What the list can do that a first view does not need: one chunk, as one such need seldom comes alone. */
export { listActionStyles } from './list-actions.styles.js';
export { changeOrder } from './change-order.js';
export { perform } from './perform.js';
export { renderPanel } from './panel.js';
export { showMore, showReplies } from './show-more.js';
export { followHash, renderLinked } from './permalink.js';
