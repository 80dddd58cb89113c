// A classic script for pages that can't use modules: it loads starling.js, which lies beside it, and mounts
// <starling-comments> after its own tag, where that says by data-server or data-backend where the comments are.
const script = document.currentScript as HTMLScriptElement;
const { server, backend, loading } = script.dataset;
// Not './starling.js': a script of another origin without CORS has no address that it could be relative to.
const address = new URL('starling.js', script.src).href;
const load = (): Promise<unknown> => import(address);

if (server === undefined && backend === undefined) void load();
else {
  const element = document.createElement('starling-comments');
  for (const { name, value } of script.attributes) {
    if (name.startsWith('data-')) element.setAttribute(name.slice(5), value);
  }
  // Room until there is an element, so that what stands below moves less; an attribute would break a strict CSP.
  const { style } = element;
  style.display = 'block';
  style.minHeight = '24em';
  const mount = (): void => {
    load().then(
      () => (style.display = style.minHeight = ''),
      () => {
        style.minHeight = '';
        element.textContent = 'The comments could not be loaded.';
      },
    );
  };
  script.after(element);
  if (loading !== 'lazy' || location.hash.startsWith('#comment-')) mount();
  else {
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        mount();
      },
      { rootMargin: '600px' },
    );
    near.observe(element);
  }
}

export {};
