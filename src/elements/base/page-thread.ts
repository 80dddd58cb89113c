/**
 * Canonical links, each with the path where it was first seen. On a single-page site a link may be left over from the
 * page before.
 */
const seen = new WeakMap<HTMLLinkElement, { href: string; path?: string }>();

const here = (): string => location.pathname.replace(/\/+$/, '');

/**
 * The page's name for its thread: its canonical link, if the path is the one where the link was first seen, else the
 * page's address without the fragment. `nameSource` removes tracking parameters from the address.
 */
export function pageThread(): string {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=canonical]')) {
    const { href } = link;
    let first = seen.get(link);
    if (first?.href !== href) {
      const now: typeof first = (first = { href });
      seen.set(link, now);
      // Astro's router replaces the head before it changes the address, in the same task.
      setTimeout(() => (now.path = here()));
    }
    if ((first.path ?? here()) === here() && /^https?:/.test(href)) return href;
  }
  return location.href.replace(/#.*/, '');
}
