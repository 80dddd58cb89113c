// A classic script for pages that can't use modules. It loads starling.js from the same folder and mounts
// <starling-comments> after each of its tags that names the place of the comments by data-server or data-backend. For a
// tag in the head, it mounts the element at the end of the body, if the body has none yet. A router that swaps the
// page's content may run the tag again or not, or bring back the element too, so the tags are checked whenever the page
// changes.

/** A script tag. `mounted` says where its element was put: after the tag itself, or into this body. */
interface Tag extends HTMLScriptElement {
  mounted?: HTMLElement;
}

const name = 'starling-comments';
// The loader must fit in one kibibyte; short local names save a few letters at each use.
const page = document;
// `currentScript` is null if the script is run as a module.
const current = (page.currentScript ?? page.querySelector('[src*="starling.classic"]')) as Tag;
const { src } = current;
// Not './starling.js': a script from another origin without CORS has no base address for relative imports.
const load = (): Promise<unknown> => import(new URL('starling.js', src).href);

const mount = (tag: Tag): void => {
  const { body, readyState } = page;
  const at = body?.contains(tag) ? tag : body;
  // Mount once only, because the page may move or remove the element. While the page is loading, the body has no end
  // yet.
  if (tag.src !== src || tag.mounted === at || (at === body && readyState === 'loading')) return;
  tag.mounted = at;
  const { server, backend, loading } = tag.dataset;
  if ((server ?? backend) === undefined) void load();
  else if (at === body ? !body.querySelector(name) : tag.nextElementSibling?.localName !== name) {
    const element = page.createElement(name);
    for (const { name, value } of tag.attributes) {
      if (name.startsWith('data-')) element.setAttribute(name.slice(5), value);
    }
    // Reserves room until the element is defined, so that content below moves less. A strict CSP forbids the attribute.
    element.style.cssText = 'display:block;min-height:24em';
    if (at === tag) tag.after(element);
    else at.append(element);
    const fill = (): void => {
      void load()
        .catch(() => (element.textContent = 'Comments failed to load.'))
        .then(() => (element.style.cssText = ''));
    };
    if (loading !== 'lazy' || /^#comment-/.test(location.hash)) fill();
    else {
      const isNear = (entries: IntersectionObserverEntry[]) => entries.some((entry) => entry.isIntersecting) && fill();
      new IntersectionObserver(isNear, { rootMargin: '600px' }).observe(element);
    }
  }
};
const mountAll = (): void => [...page.scripts].forEach(mount);

// If the tag runs again, it has been handled already.
if (!current.mounted) {
  mountAll();
  new MutationObserver(mountAll).observe(page, { childList: true, subtree: true });
  addEventListener('DOMContentLoaded', mountAll);
}

export {};
