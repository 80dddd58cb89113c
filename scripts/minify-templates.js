import { transform } from 'lightningcss';
import { minifyHTMLLiterals } from 'minify-literals';

const html = {
  caseSensitive: true,
  // A custom element is an inline one to the minifier, as to CSS: one space beside it stays.
  collapseWhitespace: true,
  removeAttributeQuotes: true,
  removeComments: true,
  // A selector may ask for what these would take away: `type="submit"`, an empty class.
  removeDefaultTypeAttributes: false,
  removeEmptyAttributes: false,
  minifyCSS: false,
  minifyJS: false,
};

/** By Lightning CSS alone: minify-literals would put its result into the template without escaping backslashes. */
const css = (text) =>
  transform({ filename: 'template.css', code: Buffer.from(text), minify: true })
    .code.toString()
    .replaceAll('\\', '\\\\');

/** Rollup plugin: minifies the HTML and CSS of `html` and `css` templates, which no minifier of scripts does. */
export const minifyTemplates = () => ({
  name: 'minify-templates',
  transform: (code, id) =>
    id.includes('node_modules') || !/\b(html|css)\s*`/.test(code)
      ? null
      : minifyHTMLLiterals(code, { html, css, htmlTags: ['html'], cssTags: ['css'] }),
});
