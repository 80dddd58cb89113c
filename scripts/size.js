// The budgets of what readers load, in bytes of brotli at quality 11; fails past them. What a first view really fetches
// is counted in the browser, by tests/e2e/first-view.test.ts.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const budgets = { 'starling.js': 17_920, 'starling.classic.js': 1024 };
let failed = 0;
for (const [file, budget] of Object.entries(budgets)) {
  const content = readFileSync(new URL(`../dist/${file}`, import.meta.url));
  const { length } = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  const ok = length <= budget;
  failed += Number(!ok);
  console.log(`${ok ? 'ok  ' : 'OVER'} ${file}: ${length} of ${budget} bytes`);
}
process.exitCode = failed ? 1 : 0;
