/**
 * Rollup plugin: takes the layout out of Lit's `html` and `css` templates, which no minifier of scripts does.
 *
 * Between two tags, or at a template's ends, white space with a line break is the author's own and goes; the elements
 * space their parts by `gap` and margins, never by such white space. All other runs become one space.
 */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (!/\b(?:html|css)\s*`/.test(code) || id.includes('node_modules')) return null;
      const edits = [];
      walk(this.parse(code), (node) => {
        if (node.type !== 'TaggedTemplateExpression' || !['html', 'css'].includes(node.tag.name)) return;
        const { quasis } = node.quasi;
        const raw = quasis.map((quasi) => code.slice(quasi.start, quasi.end));
        const short = node.tag.name === 'css' ? raw.map(minifyCss) : wholeAttributes(raw.map(minifyHtml));
        quasis.forEach((quasi, index) => {
          if (short[index] !== raw[index]) edits.push([quasi.start, quasi.end, short[index]]);
        });
      });
      let result = code;
      for (const [start, end, text] of edits.sort((a, b) => b[0] - a[0])) {
        result = result.slice(0, start) + text + result.slice(end);
      }
      return { code: result, map: null };
    },
  };
}

const minifyHtml = (text, index, { length }) => {
  let short = text
    .replace(/>\s*\n\s*</g, '><')
    .replace(/>\s*\n\s*$/, '>')
    .replace(/^\s*\n\s*</, '<');
  if (index === 0) short = short.replace(/^\s+/, '');
  if (index === length - 1) short = short.replace(/\s+$/, '');
  if (/^\s*\n\s*$/.test(short)) short = '';
  return short.replace(/\s+/g, ' ').replace(/ \/?>/g, '>');
};

/**
 * Makes of `class="row ${kind}"` one expression, ``class=${`row ${kind}`}``. The drop-in's Lit (lean-lit.js) knows no others,
 * and tells an attribute from a child by the name and the `=` before it: what would confuse it fails the build.
 */
function wholeAttributes(texts) {
  let inTag = false;
  let quoted = false;
  return texts.map((text, index) => {
    let whole = text;
    if (quoted && !text.includes('"')) return text;
    if (quoted) whole = whole.replace('"', '`}');
    const [last = inTag ? '<' : '>'] = whole.match(/[<>](?=[^<>]*$)/) ?? [];
    inTag = last === '<';
    if (index === texts.length - 1) return whole;
    quoted = inTag && /="[^"]*$/.test(whole);
    if (quoted) return whole.replace(/="([^"]*)$/, '=${`$1');
    if (/ [^ ]+=$/.test(whole) !== inTag) throw new Error(`An expression neither a child nor an attribute: ${text}`);
    return whole;
  });
}

const minifyCss = (text) =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/^ | $/g, '')
    .replace(/ ~ /g, '~')
    .replace(/::(?=before|after)/g, ':')
    .replace(/(@\w+) \(/g, '$1(')
    .replace(/\[([\w-]+)='([\w-]+)'\]/g, '[$1=$2]')
    .replace(/(?<![\d.])0\.(?=\d)/g, '.');

function walk(node, visit) {
  if (!node || typeof node.type !== 'string') return;
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.forEach((child) => walk(child, visit));
    else if (value && typeof value === 'object') walk(value, visit);
  }
}
