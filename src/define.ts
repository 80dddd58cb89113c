import { starlingBackend } from './backends/starling/index.js';
import { StarlingComment } from './elements/comment/comment.js';
import { StarlingCommentCount } from './elements/comment-count/comment-count.js';
import { StarlingCommentForm } from './elements/comment-form/comment-form.js';
import { StarlingCommentList } from './elements/comment-list/comment-list.js';
import { StarlingComments } from './elements/comments/comments.js';
import { StarlingRating } from './elements/rating/rating.js';
import { StarlingRatingSummary } from './elements/rating-summary/rating-summary.js';
import { registerBackend, registerCaptcha } from './register.js';

export * from './index.js';

// The default backend comes along: as a chunk of its own it would cost every first view a second round trip.
registerBackend('starling', async () => starlingBackend);
registerBackend('memory', async () => (await import('./backends/memory/index.js')).memoryBackend);
registerBackend('local-storage', async () => (await import('./backends/local-storage/index.js')).localStorageBackend);
registerCaptcha('altcha', async () => (await import('./captcha/altcha/index.js')).altchaCaptcha());

// The outermost last: it finds its parts defined when it first draws.
for (const [name, element] of Object.entries({
  rating: StarlingRating,
  comment: StarlingComment,
  'comment-count': StarlingCommentCount,
  'comment-form': StarlingCommentForm,
  'comment-list': StarlingCommentList,
  'rating-summary': StarlingRatingSummary,
  comments: StarlingComments,
})) {
  const tag = `starling-${name}`;
  // Two copies of the script on a page, or another version, must not throw.
  if (!customElements.get(tag)) customElements.define(tag, element);
}
