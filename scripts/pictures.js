// npm run pictures [-- NAME…]: draws every state of the widget into docs/pictures/, and says which of them changed, so
// that a change of the look is seen in a review. Fonts differ between machines: compare on one.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from './browser.js';
import { openCompare } from './pictures/compare.js';
import { draw } from './pictures/draw.js';
import { drawReadme } from './pictures/readme.js';
import { states } from './pictures/states.js';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
const isWanted = (name) => !wanted.length || wanted.some((each) => name.startsWith(each));

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments });
const compare = await openCompare(browser);
const found = { new: [], changed: [], same: [], gone: [] };

const todo = Object.entries({ ...states, readme: undefined }).filter(([name]) => isWanted(name));
// Two at a time: a picture is mostly waiting.
await Promise.all([drawNext(), drawNext()]);
await browser.close();

const known = new Set(['readme', ...Object.keys(states)]);
for (const file of readdirSync(folder)) {
  const name = file.replace(/\.webp$/, '');
  if (name === file || known.has(name)) continue;
  rmSync(folder + file);
  found.gone.push(name);
}
writeFileSync(`${folder}README.md`, index());
console.log(
  Object.entries(found)
    .map(
      ([what, names]) => `${names.length} ${what}${what === 'same' ? '' : names.map((name) => `\n  ${name}`).join('')}`,
    )
    .join('\n'),
);

async function drawNext() {
  for (let next; (next = todo.shift());) {
    const [name, state] = next;
    const file = `${folder}${name}.webp`;
    const before = existsSync(file) ? readFileSync(file) : undefined;
    const { picture, isSame } = await compare(state ? await draw(browser, state) : await drawReadme(browser), before);
    if (!isSame) writeFileSync(file, picture);
    found[!before ? 'new' : isSame ? 'same' : 'changed'].push(name);
  }
}

function index() {
  const rows = Object.keys(states).map((name) => `## ${name}\n\n![${name}](${name}.webp)\n`);
  return `# Every state of the widget\n\nDrawn by \`npm run pictures\`, which says what changed.\n\n${rows.join('\n')}`;
}
