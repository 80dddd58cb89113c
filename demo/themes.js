// A theme is a handful of CSS variables: this page sets them on the widget, says where contrast suffers, and gives the CSS.

const themes = ['default', 'sepia', 'editorial', 'github', 'bootstrap', 'high-contrast'];
const colours = 'accent on-accent text muted background surface border error success star star-empty'.split(' ');
const sizes = {
  radius: { min: 0, max: 1.5, step: 0.125, unit: 'em', start: 0.5 },
  space: { min: 0.5, max: 2, step: 0.125, unit: 'em', start: 1 },
  'star-size': { min: 1.25, max: 3, step: 0.125, unit: 'em', start: 1.75 },
  'avatar-size': { min: 1.5, max: 4, step: 0.25, unit: 'em', start: 2.5 },
  'font-size': { min: 0.75, max: 1.5, step: 0.0625, unit: 'rem', start: 1 },
  'line-height': { min: 1.2, max: 2, step: 0.05, unit: '', start: 1.5 },
};
/** Front, ground, and the least contrast that WCAG 2.2 asks for: 4.5 for text, 3 for what has a shape. */
const pairs = [
  ...['text', 'muted', 'accent', 'error', 'success'].flatMap((front) => [
    [front, 'background', 4.5],
    [front, 'surface', 4.5],
  ]),
  ['on-accent', 'accent', 4.5],
  ...['border', 'star', 'star-empty'].flatMap((front) => [
    [front, 'background', 3],
    [front, 'surface', 3],
  ]),
];

const $ = (selector) => document.querySelector(selector);
const widget = $('starling-comments');
const form = $('form');
const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
/** What was changed, by scheme where it is a colour: `{ light: { accent: '#…' }, dark: {}, sizes: {} }`. */
let changed = { light: {}, dark: {}, sizes: {} };

await customElements.whenDefined('starling-comments');
await widget.updateComplete;
form.elements.theme.append(...themes.map((name) => new Option(name)));
form.elements.scheme.value = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
for (const name of colours) addInput('.colours', name, { type: 'color' });
for (const [name, { min, max, step }] of Object.entries(sizes))
  addInput('.sizes', name, { type: 'range', min, max, step });
form.addEventListener('input', apply);
form.addEventListener('reset', () => {
  changed = { light: {}, dark: {}, sizes: {} };
  setTimeout(show);
});
$('.copy').addEventListener('click', async ({ target }) => {
  const { value } = $('#css');
  try {
    await navigator.clipboard.writeText(value);
  } catch {
    // Not in every page: then it is at least selected.
    $('#css').select();
  }
  target.textContent = 'Copied';
  setTimeout(() => (target.textContent = 'Copy'), 2000);
});
await show();

function addInput(fieldset, name, attributes) {
  const label = document.createElement('label');
  const input = Object.assign(document.createElement('input'), { name, ...attributes });
  label.append(input, ` ${name}`);
  $(fieldset).append(label);
}

async function apply({ target }) {
  const { name, value } = target;
  if (name in sizes) changed.sizes[name] = `${value}${sizes[name].unit}`;
  else if (colours.includes(name)) changed[form.elements.scheme.value][name] = value;
  await show();
}

/** Draws the widget in the theme with its changes, and tells what they come to. */
async function show() {
  const { theme, scheme } = form.elements;
  await useTheme(theme.value);
  widget.setAttribute('theme', scheme.value);
  $('.preview').style.colorScheme = scheme.value;
  for (const name of [...colours.map((each) => `color-${each}`), ...Object.keys(sizes)])
    widget.style.removeProperty(`--starling-${name}`);
  for (const [name, value] of Object.entries(changed[scheme.value]))
    widget.style.setProperty(`--starling-color-${name}`, value);
  for (const [name, value] of Object.entries(changed.sizes)) widget.style.setProperty(`--starling-${name}`, value);
  const shown = Object.fromEntries(colours.map((name) => [name, colourOf(name)]));
  for (const name of colours) form.elements[name].value = shown[name];
  for (const [name, { start }] of Object.entries(sizes))
    form.elements[name].value = parseFloat(changed.sizes[name] ?? start);
  $('.preview').style.background = shown.background;
  tellContrast(shown);
  $('#css').value = cssOf(theme.value);
}

/** The theme's own file, or none. */
async function useTheme(name) {
  const found = $('link[data-theme]');
  if (found?.dataset.theme === name) return;
  found?.remove();
  if (name === 'default') return;
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/themes/${name}.css` });
  link.dataset.theme = name;
  await new Promise((resolve, reject) => {
    Object.assign(link, { onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

/** A token as `#rrggbb`, as the widget has it now. */
function colourOf(name) {
  const probe = document.createElement('i');
  probe.style.color = `var(--${name})`;
  widget.shadowRoot.append(probe);
  // Drawn, as it may be a mixture in whatever space of colours.
  canvas.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
  return `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function tellContrast(shown) {
  const poor = pairs
    .map(([front, ground, least]) => ({ front, ground, least, is: contrast(shown[front], shown[ground]) }))
    .filter(({ least, is }) => is < least);
  const list = document.createElement('ul');
  list.append(
    ...poor.map(({ front, ground, least, is }) =>
      Object.assign(document.createElement('li'), {
        textContent: `${front} on ${ground}: ${downTo(is)}, but at least ${least} is wanted`,
      }),
    ),
  );
  const title = Object.assign(document.createElement('p'), {
    textContent: poor.length ? 'Hard to read:' : 'Every colour can be read on its grounds.',
  });
  $('.warnings').replaceChildren(title, ...(poor.length ? [list] : []));
  $('.warnings').classList.toggle('poor', poor.length > 0);
}

/** Never up to what is wanted. */
const downTo = (ratio) => (Math.floor(ratio * 100) / 100).toFixed(2);

function contrast(one, other) {
  const [light, dark] = [one, other].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function cssOf(theme) {
  const lines = colours
    .filter((name) => changed.light[name] || changed.dark[name])
    .map((name) => {
      const { light, dark } = { light: changed.light[name], dark: changed.dark[name] };
      return `  --starling-color-${name}: ${light && dark ? `light-dark(${light}, ${dark})` : (light ?? dark)};`;
    });
  for (const [name, value] of Object.entries(changed.sizes)) lines.push(`  --starling-${name}: ${value};`);
  const base = theme === 'default' ? '' : `@import 'starling-comments/themes/${theme}.css';\n\n`;
  return `${base}starling-comments {\n${lines.join('\n')}\n}\n`;
}
