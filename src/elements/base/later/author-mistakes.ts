import type { StarlingError } from '../../../errors.js';
import type { ThreadAttributes } from '../thread-attributes.js';
import type { ThreadScope } from '../thread-scope.js';
import { mendAttributes, type WrongAttribute } from './check-attributes.js';

const backends =
  'starling, wordpress, isso, remark42, waline, artalk, twikoo, cusdis, comentario, static, mastodon, bluesky, github, memory or local-storage';
const captchas = 'altcha, recaptcha, hcaptcha, turnstile, friendly, cap, artalk or none';

const told = new Set<string>();

function tell(element: HTMLElement, text: string): void {
  const line = `Starling: <${element.localName}> ${text}`;
  if (told.has(line)) return;
  told.add(line);
  console.warn(line);
}

export function tellAttributes(element: HTMLElement, wrong: WrongAttribute[]): void {
  for (const { given, instead } of wrong) tell(element, `has ${given}: write ${instead}.`);
}

/** Says on the console what in the page or the server may cause an error, and what to write instead. Each text once. */
export function tellMistake(element: HTMLElement, error: StarlingError): void {
  const wrong = mendAttributes(element);
  // Wrong attributes come first, because the backend may have refused what they ask for.
  if (wrong.length) return tellAttributes(element, wrong);
  const { scope } = element as HTMLElement & { scope?: ThreadScope };
  const attributes = scope?.attributes ?? (element as ThreadAttributes);
  const text = causeOf(error, attributes);
  if (text) tell(element, text);
}

function causeOf(error: StarlingError, attributes: ThreadAttributes): string | undefined {
  const { code, message, cause, outdated } = error;
  const { server, backend, backendOptions, captcha } = attributes;
  const url = server ?? attributes.backendUrl;
  if (outdated) return undefined;
  if (code === 'network') return unreachable(url);
  if (code === 'misconfigured') {
    if (/^no captcha/.test(message))
      return `knows no captcha of that name (captcha="${captcha ?? ''}", or the server's word): write captcha="…" with one of ${captchas}, or call registerCaptcha() first. ${message}.`;
    if (/^captcha/.test(message)) return `can't show its captcha: ${message}.`;
    if (!backend && server === undefined)
      return (
        'does not say where the comments are: write server="https://comments.example.org", or backend="…" with one of ' +
        `${backends}.`
      );
    if (/^no backend/.test(message))
      return `has backend="${String(backend)}", which nobody registered: write one of ${backends} (from starling-comments/all or starling.js), or call registerBackend('${String(backend)}', …) first.`;
    if (/^backend-options/.test(message))
      return `has backend-options='${backendOptions ?? ''}', which is not JSON: write an object with names and texts in double quotes, such as backend-options='{"timeout": 5000}'.`;
    return `is not set up correctly for backend="${nameOf(backend)}": ${message}. See backend, backend-url, backend-options and site in the README, and docs/backends.md.`;
  }
  if (!(cause instanceof SyntaxError || cause instanceof TypeError)) return undefined;
  const name = nameOf(backend);
  if (name === 'starling' || cause instanceof SyntaxError)
    return `got an answer that is not one of backend="${name}" (${error.message}): write the address of such a server, without any path of its API, instead of "${url ?? ''}".`;
  return `got an answer of the wrong shape from backend="${name}" (${error.message}): write an adapter that gives the shapes of starling-comments/contract, and test it by starling-comments/testing.`;
}

/**
 * Browsers do not tell a page whether a request failed for lack of network or of permission (CORS). So the text names
 * both, and says how to give the permission.
 */
function unreachable(url: string | undefined): string | undefined {
  const address = url && new URL(url, document.baseURI).origin;
  // `self.origin` and not the origin of the page's address, because a sandboxed frame has the origin "null".
  const { origin } = self;
  if (!address || address === origin || !navigator.onLine) return undefined;
  const hint =
    origin === 'null'
      ? 'This page has no origin (a frame with sandbox, or a file), and no server can list that: write sandbox="allow-scripts allow-same-origin", or serve the page over HTTP.'
      : `If it runs, it has to list this page's origin: write --origin ${origin} (a Starling server; other servers have such a setting as well).`;
  return `got no answer from ${address} that this page may read. ${hint}`;
}

const nameOf = (backend: ThreadAttributes['backend']): string =>
  typeof backend === 'string' ? backend : (backend?.name ?? 'starling');
