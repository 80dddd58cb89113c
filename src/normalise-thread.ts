/** Parameters that say how a reader came to a page, not which page it is. */
const tracking = new RegExp(
  '^((utm|mtm|pk)_[^=]*|(fb|g|d|y|ys|tw|tt)clid|msclkid|gclsrc|[gw]braid|gad_(source|campaignid)|mc_[ce]id|igsh(id)?|' +
    'li_fat_id|srsltid|_g[al]|_hsenc|_hsmi|mkt_tok|vero_id|oly_(enc|anon)_id|ref_src|isappinstalled|nsukey|' +
    'replytocom|fb_action_ids|from(?==((single|group)message|timeline)$))(=|$)',
);

/**
 * The id of the thread that stands on a page: its address, the same however a reader came there. Without user, hash,
 * tracking parameters, the port that its scheme has by default, trailing slashes (the root's stays), doubled slashes
 * and a last `index.html`, `index.htm` or `index.php`; http is read as https; percent-encoding in the one form of
 * RFC 3986, 6.2.2; parameters ordered by name. Given its own result it gives the same.
 *
 * @param address http or https
 * @param base what a relative address is resolved against
 * @throws TypeError where it can't be resolved
 */
export const normaliseThread = (address: string, base?: string): string => {
  const url = new URL(address, base);
  url.protocol = 'https';
  url.username = url.password = url.hash = '';
  url.pathname = encodeOnce(url.pathname)
    .replace(/\/+/g, '/')
    .replace(/(\/(index\.(html?|php))?)+$/, '');
  // As text: searchParams would write every parameter anew, and `%20` would become `+` only on some visits.
  const parameters = encodeOnce(url.search.slice(1))
    .split('&')
    .filter((parameter) => parameter && !tracking.test(parameter))
    .sort((a, b) => ((a = nameOf(a)) < (b = nameOf(b)) ? -1 : +(a > b)))
    .join('&');
  url.search = parameters && `?${parameters}`;
  return url.href;
};

/** An address without hash and tracking parameters, else as it is: what a page says where nothing names it. */
export const withoutTracking = (address: string): string => {
  const url = new URL(address);
  url.hash = '';
  const parameters = url.search.slice(1).split('&');
  url.search = parameters.filter((parameter) => !tracking.test(parameter)).join('&');
  return url.href;
};

/**
 * The id that a thread has where the backend does not name it: that of its address, for one that begins with http,
 * https or `/`; else the text as it is.
 */
export const nameThread = (thread: string, base = globalThis.location?.href): string =>
  /^(https?:\/)?\//i.test(thread) && URL.canParse(thread, base) ? normaliseThread(thread, base) : thread;

const nameOf = (parameter: string): string => parameter.split('=')[0]!;

/** Percent-encoding in upper case, and only where it is needed; a `%` that encodes nothing is one itself. */
const encodeOnce = (text: string): string =>
  text.replace(/%([\da-f]{2})?/gi, (code, hex?: string) => {
    const character = hex && String.fromCharCode(parseInt(hex, 16));
    return character && /[\w.~-]/.test(character) ? character : hex ? code.toUpperCase() : '%25';
  });
