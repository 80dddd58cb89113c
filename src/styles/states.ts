import { css } from './css.js';

/** Styles for states that no first view has. Empty until `later/fill-states.ts` loads and fills it for all elements. */
export const states = css``;
