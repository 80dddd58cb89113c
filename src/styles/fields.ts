import { fieldStates } from './field-states.js';
import { plainFields } from './plain-fields.js';

/** Labels and text fields with all their states. */
export const fields = [plainFields, fieldStates];
