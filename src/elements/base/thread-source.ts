import { normaliseThread } from '../../normalise-thread.js';
import type { ThreadSource } from '../../thread/open-thread.js';
import type { ThreadAttributes } from './thread-attributes.js';

/** Backend and thread, as the attributes name them, else the page. */
export function threadSource(attributes: ThreadAttributes): ThreadSource {
  const { server, backend, backendOptions, site, thread } = attributes;
  const url = server ?? attributes.backendUrl;
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href;
  const page = normaliseThread(canonical || location.href);
  return {
    backend: backend ?? (server == null ? '' : 'starling'),
    url: url == null ? undefined : new URL(url || '/', document.baseURI).href.replace(/\/$/, ''),
    options: backendOptions,
    site,
    thread: { id: thread || page, url: page, title: [...document.title].slice(0, 300).join('') },
  };
}
