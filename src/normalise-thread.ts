const tracking = /^(utm_[^=]*|fbclid|[gd]clid|[gw]braid|msclkid|mc_[ce]id|igshid|yclid|_ga|ref_src)(=|$)/;

/**
 * A page's address as a thread id: without hash, trailing slash (the root's stays) and tracking parameters.
 *
 * @param address absolute; throws a TypeError where it is not
 */
export const normaliseThread = (address: string): string => {
  const url = new URL(address);
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  // As text: searchParams would write every other parameter anew, and `%20` would become `+` only on some visits.
  url.search = url.search
    .slice(1)
    .split('&')
    .filter((parameter) => !tracking.test(parameter))
    .join('&');
  return url.href;
};
