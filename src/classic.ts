// A classic script for pages that can't use modules: it loads starling.js, which lies beside it, and mounts
// <starling-comments> after each of its tags that says by data-server or data-backend where the comments are; for a tag
// in the head at the end of the body, where that has none. A router that swaps the page's content runs the tag again, or
// does not, or brings the element back with it: so the tags are looked at whenever the page changes.

/** A tag, and where its element was put: after itself, or into this body. */
interface Tag extends HTMLScriptElement {
  mounted?: HTMLElement;
}

const name = 'starling-comments';
// The loader has a kibibyte; names of its own are a few letters less each time.
const page = document;
// Run as a module it does not know its own tag.
const current = (page.currentScript ?? page.querySelector('[src*="starling.classic"]')) as Tag;
const { src } = current;
// Not './starling.js': a script of another origin without CORS has no address that it could be relative to.
const load = (): Promise<unknown> => import(new URL('starling.js', src).href);

const mount = (tag: Tag): void => {
  const { body, readyState } = page;
  const at = body?.contains(tag) ? tag : body;
  // Once only: the page may move the element, or take it away. The body has no end yet while it is read.
  if (tag.src !== src || tag.mounted === at || (at === body && readyState === 'loading')) return;
  tag.mounted = at;
  const { server, backend, loading } = tag.dataset;
  if ((server ?? backend) === undefined) void load();
  else if (at === body ? !body.querySelector(name) : tag.nextElementSibling?.localName !== name) {
    const element = page.createElement(name);
    for (const { name, value } of tag.attributes) {
      if (name.startsWith('data-')) element.setAttribute(name.slice(5), value);
    }
    // Room until there is an element, so that what stands below moves less; an attribute would break a strict CSP.
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

// One that runs again was seen already.
if (!current.mounted) {
  mountAll();
  new MutationObserver(mountAll).observe(page, { childList: true, subtree: true });
  addEventListener('DOMContentLoaded', mountAll);
}

export {};
