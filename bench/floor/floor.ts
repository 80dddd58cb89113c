// The floor of rendering: what the widget draws in the end, drawn by Lit from the same parsed page and with the same
// styles, and nothing else. No locale, state, backend or listener; every text is in the template or in the data.
import { FloorComment } from './comment.js';
import { FloorCommentList } from './comment-list.js';
import { FloorCommentForm, FloorComments, FloorRating } from './frame.js';
import { FloorRatingSummary } from './rating-summary.js';

customElements.define('starling-rating', FloorRating);
customElements.define('starling-comment', FloorComment);
customElements.define('starling-comment-form', FloorCommentForm);
customElements.define('starling-comment-list', FloorCommentList);
customElements.define('starling-rating-summary', FloorRatingSummary);
customElements.define('starling-comments', FloorComments);
