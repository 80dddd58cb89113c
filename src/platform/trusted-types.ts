interface PolicyRules {
  createScriptURL(url: string): string;
  createScript(json: string): string;
  createHTML(html: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: PolicyRules): PolicyRules;
}

const scripts = new Set<string>();

const rules: PolicyRules = {
  createScriptURL(url) {
    // The query may come from an attribute or a server (a site key, a language). What is before it decides which code
    // runs.
    if (!scripts.has(url.split('?')[0]!)) throw new TypeError(`starling: not an allowed script: ${url}`);
    return url;
  },
  createScript(json) {
    // Only data blocks (JSON-LD) are created. Valid JSON does nothing, even if it is run as a script.
    JSON.parse(json);
    return json;
  },
  createHTML: (html) => html,
};

let policy: PolicyRules | undefined;
/** The page's only `starling` policy, created when it is first needed. Without Trusted Types, the plain rules. */
const trusted = (): PolicyRules =>
  (policy ??= (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy('starling', rules) ?? rules);

/** Makes `trustedScriptUrl` accept an address, given without its query. Only for addresses that are written in code. */
export const allowScript = (address: string): void => void scripts.add(address);

/** A value for `script.src`; throws for an address that `allowScript` was never given. */
export const trustedScriptUrl = (url: string): string => trusted().createScriptURL(url);

/** A value for the text of a `<script type="application/ld+json">`; throws if it is not JSON. */
export const trustedJson = (json: string): string => trusted().createScript(json);

/**
 * A value for `innerHTML` in a document without a window, where nothing loads or runs. The caller sanitises the result.
 */
export const inertHtml = (html: string): string => trusted().createHTML(html);
