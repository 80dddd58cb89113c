/** Canonical links, and where they were first seen: on a single-page site that of the page before may be left over. */
const seen = new WeakMap<HTMLLinkElement, { href: string; path: string }>();

/**
 * What the page says that its thread is: its canonical link, at the path where that was first seen, else its address,
 * of which `nameSource` drops the tracking parameters.
 */
export function pageThread(): string {
  const path = location.pathname.replace(/\/+$/, '');
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=canonical]')) {
    const { href } = link;
    let first = seen.get(link);
    if (first?.href !== href) seen.set(link, (first = { href, path }));
    if (first.path === path && /^https?:/.test(href)) return href;
  }
  return location.href.replace(/#.*/, '');
}
