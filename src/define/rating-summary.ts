import '../loaders.js';
import './rating.js';
import { StarlingRatingSummary } from '../elements/rating-summary/rating-summary.js';
import { defineElement } from '../define-element.js';

defineElement('rating-summary', StarlingRatingSummary);

export { StarlingRatingSummary };
