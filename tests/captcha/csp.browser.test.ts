import { expect } from '@open-wc/testing';
import { test } from 'vitest';

/** The CSP of design.md; the page that holds the frame stands for "self". */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self' ws:",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html starling',
].join('; ');

interface Outcome {
  results: Record<string, string>;
  violations: string[];
}

async function run(script: string): Promise<Outcome> {
  const violations: string[] = [];
  const frame = document.createElement('iframe');
  const page = document.implementation.createHTMLDocument('Strict');
  page.head.innerHTML = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  page.body.innerHTML = `<script type="module" src="${new URL(script, import.meta.url).href.split('?')[0]}"></script>`;
  frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
  document.body.append(frame);
  const watch = setInterval(() => {
    const inner = frame.contentDocument as (Document & { watched?: boolean }) | null;
    if (!inner?.head?.querySelector('meta') || inner.watched) return;
    inner.watched = true;
    inner.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
  }, 1);
  const results = await new Promise<Outcome['results']>((resolve) =>
    addEventListener('message', ({ data }) => data.csp && resolve(data.csp)),
  );
  clearInterval(watch);
  frame.remove();
  return { results, violations };
}

test('Under a strict CSP with Trusted Types ALTCHA works, styled, and nothing is reported', async () => {
  const { results, violations } = await run('./csp-page.ts');
  expect(results).to.deep.equal({
    altcha: 'flex',
    dialog: 'solved',
    script: 'undefined',
    json: '{"a": 1}',
    strange: 'TypeError',
  });
  // The last of the attempts is the one that has to be refused; it shows that the listener hears.
  expect(violations).to.have.length(1);
  expect(violations[0]).to.contain('strange.js');
});
