import type { ThreadSource } from '../../thread/open-thread.js';
import { pageThread } from './page-thread.js';
import type { ThreadAttributes } from './thread-attributes.js';

/** Backend and thread, as the attributes name them, else the page; the backend names the thread from that. */
export function threadSource(attributes: ThreadAttributes): ThreadSource {
  const { server, backend, backendOptions, site, thread } = attributes;
  const url = server ?? attributes.backendUrl;
  const page = pageThread();
  const { href } = location;
  const address = [thread, page].find((said) => /^(https?:\/)?\//i.test(said!) && URL.canParse(said!, href));
  return {
    backend: backend ?? (server == null ? '' : 'starling'),
    url: url == null ? undefined : new URL(url || '/', document.baseURI).href.replace(/\/$/, ''),
    options: backendOptions,
    site,
    thread: {
      id: thread || page,
      url: address && new URL(address, href).href,
      // On single-page sites it changes after the address: what it is when it is sent counts.
      get title() {
        return [...document.title].slice(0, 300).join('');
      },
    },
  };
}
