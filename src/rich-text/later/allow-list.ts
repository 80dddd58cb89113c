const words = (list: string) => list.split(' ');

/**
 * What may stand in a comment. Both engines take these lists, and only these; a Starling server makes nothing else.
 *
 * Every attribute goes but those named here. What is in neither list goes with all
 * its content: script, style, svg, math, template, forms, frames, custom elements.
 */
export const elements = [
  ...words(
    'p br hr strong b em i u s del ins sub sup kbd code pre blockquote ul li h1 h2 h3 h4 h5 h6 table thead tbody tr',
  ),
  { name: 'ol', attributes: ['start'] },
  { name: 'th', attributes: ['align'] },
  { name: 'td', attributes: ['align'] },
  { name: 'a', attributes: ['href'] },
  // Made a link by tidy(), unless the page allows images.
  { name: 'img', attributes: ['src', 'alt'] },
];

/** Harmless elements of other editors, which go and leave their content. */
export const unwrapped = words(
  'div span font center section article figure figcaption details summary dl dt dd small big mark abbr cite q samp tt strike caption tfoot',
);
