// Writes what the README says of elements, attributes, events, parts and variables from the sources themselves, and
// custom-elements.json with it. `--check` writes nothing, and fails where the README is behind.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { format, resolveConfig } from 'prettier';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const check = process.argv.includes('--check');

const manifest = create({
  modules: globSync('src/elements/**/*.ts', { cwd: path('') })
    .sort()
    .map((file) => ts.createSourceFile(file, readFileSync(path(file), 'utf8'), ts.ScriptTarget.ES2022, true)),
  plugins: [],
  context: { dev: false },
});
const classes = new Map(
  manifest.modules.flatMap((module) => module.declarations ?? []).map((each) => [each.name, each]),
);
const elements = await import('../dist/index.js');
const { attributeDefaults } = await import('../dist/elements/base/thread-attributes.js');
const threadAttributes = interfaceMembers('src/elements/base/thread-attributes.ts', 'ThreadAttributes');
const tags = {
  'starling-comments': elements.StarlingComments,
  'starling-comment-form': elements.StarlingCommentForm,
  'starling-comment-list': elements.StarlingCommentList,
  'starling-rating-summary': elements.StarlingRatingSummary,
  'starling-comment-count': elements.StarlingCommentCount,
  'starling-comment': elements.StarlingComment,
  'starling-rating': elements.StarlingRating,
};

const parts = {
  elements: table(
    ['Element', 'What it is'],
    Object.keys(tags).map((tag) => [`\`<${tag}>\``, declaration(tag).summary ?? '']),
  ),
  attributes: table(
    ['Attribute', 'Default', 'Meaning'],
    // The one that is read by the styles alone.
    attributesOf('starling-comments'),
  ),
  rating: table(['Attribute', 'Default', 'Meaning'], attributesOf('starling-rating')),
  events: events(),
  slots: table(['Slot', 'Content'], merged('slots')),
  parts: table(['Part', 'Of'], merged('cssParts')),
  variables: variables(),
};

const file = path('README.md');
const before = readFileSync(file, 'utf8');
let after = before;
for (const [name, text] of Object.entries(parts)) {
  const marks = new RegExp(`(<!-- generated: ${name} -->)[^]*?(<!-- /generated -->)`);
  if (!marks.test(after)) throw new Error(`README.md has no place for ${name}`);
  after = after.replace(marks, (_, start, end) => `${start}\n\n${text}\n\n${end}`);
}
after = await format(after, { ...(await resolveConfig(file)), parser: 'markdown' });
const json = `${JSON.stringify(withTags(), null, 2)}\n`;
if (!check) {
  writeFileSync(file, after);
  writeFileSync(path('custom-elements.json'), json);
} else if (after !== before) {
  console.error('README.md is behind the sources: run `npm run docs`.');
  process.exitCode = 1;
}

function declaration(tag) {
  return classes.get(tags[tag].name) ?? {};
}

/** Of a class and those it extends, the class's own first. */
function chain(tag) {
  const found = [];
  for (let each = declaration(tag); each; each = classes.get(each.superclass?.name)) found.push(each);
  return found;
}

/** Pairs of an attribute and its property. */
function attributeNames(tag) {
  // Asked for as the browser does when an element is defined.
  return tags[tag].observedAttributes.map((name) => [name, tags[tag].byAttribute.get(name)[0]]);
}

function attributesOf(tag) {
  const rows = [];
  for (const [name, property] of attributeNames(tag)) {
    const member =
      threadAttributes.get(property) ??
      chain(tag)
        .flatMap((each) => each.members ?? [])
        .find((each) => each.name === property);
    const said = declaration(tag).attributes?.find((each) => each.name === name);
    const text = said?.description ?? member?.description;
    if (!text) throw new Error(`<${tag} ${name}> has no description`);
    const standard = member?.default?.replace(/^'(.*)'$/, '$1') ?? '';
    rows.push([`\`${name}\``, standard && standard !== 'false' ? `\`${standard}\`` : '', line(text)]);
  }
  return rows;
}

/** Names, descriptions and defaults of the attributes that elements take from the common table. */
function interfaceMembers(file, name) {
  const source = ts.createSourceFile(file, readFileSync(path(file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const { members } = source.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === name);
  return new Map(
    members.map((member) => {
      const property = member.name.text;
      const description = ts.getJSDocCommentsAndTags(member)[0]?.comment;
      return [property, { description, type: member.type.getText(), default: attributeDefaults[property]?.toString() }];
    }),
  );
}

function merged(kind) {
  const rows = new Map();
  for (const tag of Object.keys(tags)) {
    for (const { name, description } of declaration(tag)[kind] ?? []) {
      if (name && !rows.has(name)) rows.set(name, [`\`${name}\``, line(description)]);
    }
  }
  return [...rows.values()];
}

function events() {
  const modules = ['events', 'state-events', 'vote-event', 'identified-event'];
  const source = modules.map((name) => readFileSync(path(`src/${name}.ts`), 'utf8')).join('\n');
  const rows = [...source.matchAll(/^ {4}'(starling-[a-z]+)': (\w+);/gm)].map(([, name, type]) => {
    const [, comment, constructor] = new RegExp(
      `/\\*\\* ((?:(?!\\*/)[^])*?) \\*/\\nexport class ${type} [^]*?constructor\\(([^]*?)\\) \\{`,
    ).exec(source);
    const fields = [...constructor.matchAll(/readonly (\w+):/g)].map(([, field]) => `\`.${field}\``).join(', ');
    return [`\`${name}\``, fields, line(eventText(name) ?? comment.replace(/^`[^`]+`: /, ''))];
  });
  return table(['Event', 'Has', 'When'], rows);
}

/** What sets events of one class apart. */
function eventText(name) {
  return {
    'starling-submitted': 'the backend kept a new comment, published or pending',
    'starling-edited': 'the backend kept a change',
    'starling-removed': 'the backend removed a comment',
  }[name];
}

function variables() {
  const source = readFileSync(path('src/styles/tokens.ts'), 'utf8');
  const rows = [...source.matchAll(/var\(\s*(--starling-[a-z-]+),\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))*?)\s*\)/g)];
  // One that is used twice has one default.
  const defaults = new Map(rows.map(([, name, value]) => [name, value.replace(/var\(--/g, 'var(--starling-color-')]));
  return table(
    ['Variable', 'Default'],
    [...defaults].map(([name, value]) => [`\`${name}\``, `\`${value}\``]),
  );
}

function withTags() {
  for (const [tag, element] of Object.entries(tags)) {
    const found = classes.get(element.name);
    if (!found) continue;
    Object.assign(found, { tagName: tag, customElement: true, attributes: manifestAttributes(tag, found) });
  }
  return manifest;
}

function manifestAttributes(tag, { attributes = [] }) {
  const shared = attributeNames(tag)
    .filter(([, property]) => threadAttributes.has(property))
    .map(([name, property]) => {
      const { description, type, default: standard } = threadAttributes.get(property);
      return { name, fieldName: property, type: { text: type }, description, default: standard };
    });
  return [...attributes, ...shared];
}

function line(text = '') {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\|/g, '\\|')
    .trim();
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
