/** Matches parameters that say how a reader came to a page, not which page it is. */
const tracking = new RegExp(
  '^((utm|mtm|pk)_[^=]*|(fb|g|d|y|ys|tw|tt)clid|msclkid|gclsrc|[gw]braid|gad_(source|campaignid)|mc_[ce]id|igsh(id)?|' +
    'li_fat_id|srsltid|_g[al]|_hsenc|_hsmi|mkt_tok|vero_id|oly_(enc|anon)_id|ref_src|isappinstalled|nsukey|' +
    'replytocom|fb_action_ids|from(?==((single|group)message|timeline)$))(=|$)',
);

/**
 * The id of a page's thread: its address, normalised so that it is the same however a reader came there. Removes the
 * user, the hash, tracking parameters, the scheme's default port, trailing slashes (except that of the root), doubled
 * slashes, and a final `index.html`, `index.htm` or `index.php`. Replaces http by https, writes percent-encoding in the
 * form of RFC 3986, 6.2.2, and sorts parameters by name. Given its own result, it returns the same.
 *
 * @param address http or https
 * @param base the address that a relative address is resolved against
 * @throws TypeError if the address can't be resolved
 */
export const normaliseThread = (address: string, base?: string): string => {
  const url = new URL(address, base);
  url.protocol = 'https';
  url.username = url.password = url.hash = '';
  url.pathname = encodeOnce(url.pathname)
    .replace(/\/+/g, '/')
    .replace(/(\/(index\.(html?|php))?)+$/, '');
  // Handled as text: searchParams would rewrite every parameter, and `%20` would become `+` only on some visits.
  const parameters = encodeOnce(url.search.slice(1))
    .split('&')
    .filter((parameter) => parameter && !tracking.test(parameter))
    .sort((a, b) => ((a = nameOf(a)) < (b = nameOf(b)) ? -1 : +(a > b)))
    .join('&');
  url.search = parameters && `?${parameters}`;
  return url.href;
};

/**
 * An address without hash and tracking parameters, otherwise unchanged. Names the thread if the page does not name it.
 */
export const withoutTracking = (address: string): string => {
  const url = new URL(address);
  url.hash = '';
  const parameters = url.search.slice(1).split('&');
  url.search = parameters.filter((parameter) => !tracking.test(parameter)).join('&');
  return url.href;
};

/**
 * The id of a thread if the backend has no own name for it: the normalised address if it begins with http, https or
 * `/`, else the text as it is.
 */
export const nameThread = (thread: string, base = globalThis.location?.href): string =>
  /^(https?:\/)?\//i.test(thread) && URL.canParse(thread, base) ? normaliseThread(thread, base) : thread;

const nameOf = (parameter: string): string => parameter.split('=')[0]!;

/** Percent-encoding in upper case, and only where it is needed. A `%` that encodes nothing becomes `%25`. */
const encodeOnce = (text: string): string =>
  text.replace(/%([\da-f]{2})?/gi, (code, hex?: string) => {
    const character = hex && String.fromCharCode(parseInt(hex, 16));
    return character && /[\w.~-]/.test(character) ? character : hex ? code.toUpperCase() : '%25';
  });
