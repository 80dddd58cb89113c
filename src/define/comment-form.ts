import '../loaders.js';
import './rating.js';
import { StarlingCommentForm } from '../elements/comment-form/comment-form.js';
import { defineElement } from '../define-element.js';

defineElement('comment-form', StarlingCommentForm);

export { StarlingCommentForm };
