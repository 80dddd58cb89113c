import type { Messages } from '../i18n/locale.js';
import { en } from './en.js';
import { enLate } from './en-late.js';
import { enNotify } from './en-notify.js';
import { enSignIn } from './en-sign-in.js';
import { enMore } from './en-more.js';
import { enWriting } from './en-writing.js';

/** All English texts: what `starling-comments/locales/en` gives, for those who translate or replace them. */
export const messages: Messages = { ...en, ...enWriting, ...enMore, ...enLate, ...enNotify, ...enSignIn };
