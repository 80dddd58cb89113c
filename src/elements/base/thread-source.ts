import type { ThreadSource } from '../../thread/open-thread.js';
import { pageThread } from './page-thread.js';
import type { ThreadAttributes } from './thread-attributes.js';

/**
 * The backend and the thread, as named by the attributes, else by the page. The backend derives its own name from that.
 */
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
      // On single-page sites the title changes after the address, so it is read only when it is sent.
      get title() {
        return [...document.title].slice(0, 300).join('');
      },
    },
  };
}
