/**
 * Classes, contracts and registries; nothing here has a side effect. `starling-comments/define` registers the elements.
 */
export type * from './backend.js';
export type * from './captcha.js';
// The limits and codes themselves are exported by starling-comments/contract.
export type * from './contract.js';
export { StarlingError, type StarlingErrorOptions } from './errors.js';
export type * from './events.js';
export { normaliseThread } from './normalise-thread.js';
export { registerBackend, registerCaptcha } from './register.js';
export { type Messages, setMessages } from './i18n/locale.js';
export { StarlingComment } from './elements/comment/comment.js';
export { StarlingCommentCount } from './elements/comment-count/comment-count.js';
export { StarlingCommentForm } from './elements/comment-form/comment-form.js';
export { StarlingCommentList } from './elements/comment-list/comment-list.js';
export { StarlingComments } from './elements/comments/comments.js';
export { StarlingRating } from './elements/rating/rating.js';
export { StarlingRatingSummary } from './elements/rating-summary/rating-summary.js';
