/**
 * The widget's look, in a separate page: its colours and sizes. Only classes, because style attributes are not allowed.
 */
export const pageStyle = `
:root { color-scheme: light dark; --text: light-dark(#1c1e26, #e9eaf0); --background: light-dark(#fff, #16181f);
  --muted: color-mix(in oklab, var(--text) 70%, var(--background));
  --surface: color-mix(in oklab, var(--text) 4%, var(--background));
  --border: color-mix(in oklab, var(--text) 54%, var(--background));
  --accent: light-dark(#3d4fd1, #a3b0ff); --on-accent: var(--background); --error: light-dark(#b3261e, #ff9d94);
  --star: light-dark(#b86e00, #f5b942); }
:root.light { color-scheme: light; }
:root.dark { color-scheme: dark; }
*, ::before { box-sizing: border-box; }
body { margin: 0; padding: 0 1em 1em; background: var(--background); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 44rem; margin: auto; }
a { color: var(--accent); }
h1, h2 { margin: 1.6em 0 .6em; font-size: 1.25em; line-height: 1.25; }
label, legend { display: block; margin: 1.15em 0 .3em; padding: 0; font-size: .875em; font-weight: 600; }
small { color: var(--muted); font-size: 1em; font-weight: 400; }
[type=radio] { accent-color: var(--accent); }
:where(input:not([type=radio])), textarea { display: block; width: 100%; padding: .5em .75em; border: 1px solid var(--border);
  border-radius: 6px; background: var(--background); color: inherit; font: inherit; }
textarea { min-height: 8em; resize: vertical; }
[aria-invalid=true] { border-color: var(--error); }
fieldset { margin: 0; padding: 0; border: 0; }
fieldset label { display: inline-flex; align-items: center; gap: .4em; min-height: 44px; margin: 0; margin-inline-end: 1.1em;
  font-size: 1em; font-weight: 400; }
button { min-height: 44px; margin-top: 1em; padding: .5em 1.25em; border: 1px solid transparent; border-radius: 6px;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.error { margin: .3em 0 0; color: var(--error); font-size: .875em; }
.note { margin: 1em 0 0; padding: .75em 1em; border-radius: 6px; background: var(--surface); }
.trap { position: absolute; inset-inline-start: -99in; }
ol { margin: 0; padding: 0; list-style: none; }
li { padding: .875em 0; }
article ol, article ul { margin: .5em 0; padding-inline-start: 1.5em; }
article ol { list-style: decimal; }
article ul { list-style: disc; }
article li { padding: 0; }
.starling-about { margin: 0; color: var(--muted); font-size: .875em; }
.starling-about b { color: var(--text); font-size: 1.125em; font-weight: 600; }
.starling-about a { color: inherit; }
.starling-badge { padding: .1em .5em; border-radius: 6px; background: var(--surface); color: var(--text); }
.starling-stars { color: var(--star); letter-spacing: .1em; }
article p, article pre, article blockquote { margin: .5em 0; }
article blockquote { padding-inline-start: 1em; border-inline-start: 2px solid var(--border); color: var(--muted); }
article :is(blockquote, li) > :first-child { margin-top: 0; }
article :is(blockquote, li) > :last-child { margin-bottom: 0; }
code { padding: .1em .3em; border-radius: 4px; background: var(--surface); font-size: .9em; }
pre { padding: .75em 1em; border-radius: 6px; background: var(--surface); white-space: pre-wrap; }
pre code { padding: 0; }
article :is(h1, h2, h3, h4, h5, h6) { margin: 1em 0 .5em; font-size: 1.0625em; }
table { border-collapse: collapse; }
th, td { padding: .25em .75em; border: 1px solid var(--border); }
hr { height: 1px; border: 0; background: var(--border); }
.starling-level-1 { margin-inline-start: 1em; }
.starling-level-2 { margin-inline-start: 2em; }
.starling-level-3 { margin-inline-start: 3em; }
.starling-level-4 { margin-inline-start: 4em; }
.starling-level-1, .starling-level-2, .starling-level-3, .starling-level-4 { padding-inline-start: 1em;
  border-inline-start: 1px solid var(--border); }
@media print { form { display: none; } }
`;
