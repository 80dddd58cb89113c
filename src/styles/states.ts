import { css } from './css.js';

/** Of states that no first view has. Empty until `later/fill-states.ts` has come, which fills it for all elements. */
export const states = css``;
