// npm run pictures [-- NAME…]: draws every state of the widget into docs/pictures/, and says which of them changed, so
// that a change of the look is seen in a review. Fonts differ between machines: compare on one.
// With --engine=firefox or --engine=webkit: the same states there, into .cache/pictures/, with a page of all engines'.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import './typescript.js';
import { browserArguments, ensureBrowser } from './browser.js';
import { openCompare } from './pictures/compare.js';
import { draw } from './pictures/draw.js';
import { besideEachOther, list } from './pictures/index-pages.js';
import { drawReadme } from './pictures/readme.js';
import { states } from './pictures/states.js';

const names = { firefox: 'Firefox', webkit: 'WebKit' };
const { values, positionals: wanted } = parseArgs({ options: { engine: { type: 'string' } }, allowPositionals: true });
const engine = values.engine?.toLowerCase();
if (engine !== undefined && !(engine in names)) {
  console.error(`--engine is one of ${Object.keys(names).join(', ')}, not ${engine}`);
  process.exit(2);
}
const cache = fileURLToPath(new URL('../.cache/pictures/', import.meta.url));
const docs = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const folder = engine ? `${cache}${engine}/` : docs;
mkdirSync(folder, { recursive: true });
const isWanted = (name) => !wanted.length || wanted.some((each) => name.startsWith(each));

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments });
const compare = await openCompare(browser);
const found = { new: [], changed: [], same: [], gone: [], 'not drawn': [] };

const all = engine ? states : { ...states, readme: undefined };
const todo = Object.keys(all).filter(isWanted);
if (engine) await drawByEngine();
// Two at a time: a picture is mostly waiting.
else await Promise.all([drawByChromium(), drawByChromium()]);
await browser.close();

for (const file of readdirSync(folder)) {
  const name = file.replace(/\.webp$/, '');
  if (name === file || name in all) continue;
  rmSync(folder + file);
  found.gone.push(name);
}
if (engine) writeFileSync(`${cache}index.html`, besideEachOther(Object.keys(states), docs, cache, Object.keys(names)));
else writeFileSync(`${docs}README.md`, list(Object.keys(states)));
for (const [what, names] of Object.entries(found))
  console.log([`${names.length} ${what}`, ...(what === 'same' ? [] : names)].join('\n  '));

async function drawByChromium() {
  for (let name; (name = todo.shift());)
    await keep(name, { png: name === 'readme' ? await drawReadme(browser) : await draw(browser, states[name]) });
}

async function drawByEngine() {
  const { obstacle, startEngine } = await import('./pictures/draw-in-engine.js');
  const { draw, close } = await startEngine(names[engine]);
  for (const name of todo) {
    try {
      const reason = obstacle(states[name]);
      if (reason) throw new Error(reason);
      await keep(name, await draw(name));
    } catch (error) {
      found['not drawn'].push(`${name}: ${error.message}`);
    }
  }
  await close();
}

async function keep(name, drawn) {
  const file = `${folder}${name}.webp`;
  const before = existsSync(file) ? readFileSync(file) : undefined;
  const { picture, isSame } = await compare(drawn, before);
  if (!isSame) writeFileSync(file, picture);
  found[!before ? 'new' : isSame ? 'same' : 'changed'].push(name);
}
