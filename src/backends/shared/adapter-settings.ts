import { fieldRules, type FieldRules, type Thread } from '../../contract.js';
import { StarlingError } from '../../errors.js';

/** What adapters take from `backend-url` and `backend-options` alike. */

/** @throws StarlingError `misconfigured` where the page names no address */
export const requireUrl = (url: string | undefined): string => {
  if (!url) throw new StarlingError('misconfigured', 'backend-url');
  return url;
};

/**
 * A text among the options, or nothing where it is absent.
 *
 * @throws StarlingError `misconfigured`, with the option's name as its message
 */
export const textOption = (options: Record<string, unknown>, name: string): string | undefined => {
  const value = options[name];
  if (value === undefined || (typeof value === 'string' && value)) return value;
  throw new StarlingError('misconfigured', name);
};

/** The option `fields`: the rules for the author's fields, over the adapter's own. */
export const fieldsOption = ({ fields }: Record<string, unknown>, own: FieldRules): FieldRules => {
  if (fields === undefined) return own;
  const known = Object.entries(Object(fields)).every(
    ([name, rule]) => name in own && (fieldRules as readonly unknown[]).includes(rule),
  );
  if (!fields || typeof fields !== 'object' || !known) throw new StarlingError('misconfigured', 'fields');
  return { ...own, ...fields };
};

/** The settings of every thread of a server that tells none: open, without captcha, ratings, votes and edits. */
export const threadSettings = (settings: Partial<Thread> & Pick<Thread, 'fields'>): Thread => ({
  closed: false,
  captcha: null,
  ratings: 'off',
  votes: false,
  editWindow: 0,
  ...settings,
});
