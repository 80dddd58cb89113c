import { ApiError } from '../api-error.js';

export const keyConflict = (): ApiError =>
  new ApiError('conflict', 'This Idempotency-Key was used for another comment.');
