import { fieldRules, type FieldRules, type Thread } from '../../contract.js';
import { StarlingError } from '../../errors.js';

/** How adapters read `backend-url` and `backend-options`. */

/** @throws StarlingError `misconfigured` if the page gives no address */
export const requireUrl = (url: string | undefined): string => {
  if (!url) throw new StarlingError('misconfigured', 'backend-url');
  return url;
};

/**
 * An option that is a non-empty string; undefined if it is absent.
 *
 * @throws StarlingError `misconfigured`, with the option's name as its message
 */
export const textOption = (options: Record<string, unknown>, name: string): string | undefined => {
  const value = options[name];
  if (value === undefined || (typeof value === 'string' && value)) return value;
  throw new StarlingError('misconfigured', name);
};

/** The option `fields`: rules for the author's fields, which override the adapter's own. */
export const fieldsOption = ({ fields }: Record<string, unknown>, own: FieldRules): FieldRules => {
  if (fields === undefined) return own;
  const known = Object.entries(Object(fields)).every(
    ([name, rule]) => name in own && (fieldRules as readonly unknown[]).includes(rule),
  );
  if (!fields || typeof fields !== 'object' || !known) throw new StarlingError('misconfigured', 'fields');
  return { ...own, ...fields };
};

/** Thread settings for servers that send none. Defaults: open, and without captcha, ratings, votes and edits. */
export const threadSettings = (settings: Partial<Thread> & Pick<Thread, 'fields'>): Thread => ({
  closed: false,
  captcha: null,
  ratings: 'off',
  votes: false,
  editWindow: 0,
  ...settings,
});
