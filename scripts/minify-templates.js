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
        quasis.forEach((quasi, index) => {
          const raw = code.slice(quasi.start, quasi.end);
          const place = { first: index === 0, last: index === quasis.length - 1 };
          const short = node.tag.name === 'css' ? minifyCss(raw) : minifyHtml(raw, place);
          if (short !== raw) edits.push([quasi.start, quasi.end, short]);
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

const minifyHtml = (text, { first, last }) => {
  let short = text
    .replace(/>\s*\n\s*</g, '><')
    .replace(/>\s*\n\s*$/, '>')
    .replace(/^\s*\n\s*</, '<');
  if (first) short = short.replace(/^\s+/, '');
  if (last) short = short.replace(/\s+$/, '');
  if (/^\s*\n\s*$/.test(short)) short = '';
  return short.replace(/\s+/g, ' ').replace(/ \/?>/g, '>');
};

const minifyCss = (text) =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/(?<![\d.])0\.(?=\d)/g, '.');

function walk(node, visit) {
  if (!node || typeof node.type !== 'string') return;
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.forEach((child) => walk(child, visit));
    else if (value && typeof value === 'object') walk(value, visit);
  }
}
