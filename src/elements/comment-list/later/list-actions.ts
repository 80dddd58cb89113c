/** The actions of the list that a first view does not need. They are one chunk because they are seldom needed alone. */
import { setMessages } from '../../../i18n/locale.js';
import { enLate } from '../../../locales/en-late.js';

setMessages('en', enLate, true);

export { listActionStyles } from './list-actions.styles.js';
export { changeOrder } from './change-order.js';
export { goToForm } from './go-to.js';
export { renderClose } from './notice.js';
export { perform } from './perform.js';
export { renderPanel } from './panel.js';
export { showMore, showReplies } from './show-more.js';
export { followHash, renderLinked } from './permalink.js';
