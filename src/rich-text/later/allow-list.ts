const words = (list: string) => list.split(' ');

/**
 * The elements that a comment may contain. Both engines use these lists and no others; a Starling server sends nothing
 * else.
 *
 * All attributes are removed except those named here. An element that is in neither list is removed with all its
 * content: script, style, svg, math, template, forms, frames, custom elements.
 */
export const elements = [
  ...words(
    'p br hr strong b em i u s del ins sub sup kbd code pre blockquote ul li h1 h2 h3 h4 h5 h6 table thead tbody tr',
  ),
  { name: 'ol', attributes: ['start'] },
  { name: 'th', attributes: ['align'] },
  { name: 'td', attributes: ['align'] },
  { name: 'a', attributes: ['href'] },
  // tidy() turns it into a link, unless the page allows images.
  { name: 'img', attributes: ['src', 'alt'] },
];

/** Harmless elements that other editors produce. They are removed, but their content is kept. */
export const unwrapped = words(
  'div span font center section article figure figcaption details summary dl dt dd small big mark abbr cite q samp tt strike caption tfoot',
);
