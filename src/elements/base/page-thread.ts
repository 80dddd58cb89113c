/** Canonical links, and where they were first seen: on a single-page site that of the page before may be left over. */
const seen = new WeakMap<HTMLLinkElement, { href: string; path?: string }>();

const here = (): string => location.pathname.replace(/\/+$/, '');

/**
 * What the page says that its thread is: its canonical link, at the path where that was first seen, else its address,
 * of which `nameSource` drops the tracking parameters.
 */
export function pageThread(): string {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=canonical]')) {
    const { href } = link;
    let first = seen.get(link);
    if (first?.href !== href) {
      const now: typeof first = (first = { href });
      seen.set(link, now);
      // Astro's router swaps the head first, and changes the address then, in one go.
      setTimeout(() => (now.path = here()));
    }
    if ((first.path ?? here()) === here() && /^https?:/.test(href)) return href;
  }
  return location.href.replace(/#.*/, '');
}
