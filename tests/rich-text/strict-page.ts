export { html, render } from 'lit';
export { richText, sanitise } from '../../src/rich-text/rich-text.js';

type Log = Record<string, unknown>;

/**
 * Runs a script in a page of its own, without `setHTML`, under a policy; gives what the script put into `log`, and what
 * the browser reported or warned of. The script has this module as `page`.
 */
export const runStrictly = (policy: string, script: string): Promise<Log> =>
  new Promise((resolve, reject) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><body><script>
      const log = { reports: [] };
      delete Document.parseHTML;
      delete Element.prototype.setHTML;
      // What vitest puts around every import().
      window.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() };
      document.addEventListener('securitypolicyviolation', (event) => log.reports.push(event.violatedDirective));
      console.warn = console.error = (...words) => /Lit/.test(words[0]) || log.reports.push(words.join(' '));
      import('${new URL(import.meta.url).pathname}')
        .then(async (page) => { ${script} })
        // Reports are events of their own, later.
        .then(() => new Promise((resolve) => setTimeout(resolve, 100)))
        .then(() => parent.postMessage({ log }), (error) => parent.postMessage({ error: String(error.stack) }));
      </script></body>`;
    addEventListener('message', function listener({ data, source }: MessageEvent<{ log?: Log; error?: string }>) {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', listener);
      frame.remove();
      if (data.log) resolve(data.log);
      else reject(new Error(data.error));
    });
    document.body.append(frame);
  });
