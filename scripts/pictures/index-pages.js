import { relative } from 'node:path';

/** docs/pictures/README.md */
export function list(names) {
  const rows = names.map((name) => `## ${name}\n\n![${name}](${name}.webp)\n`);
  return `# Every state of the widget\n\nDrawn by \`npm run pictures\`, which says what changed.\n\n${rows.join('\n')}`;
}

/** A page with each state as Chromium draws it, and beside it as the others do. */
export function besideEachOther(names, docs, cache, engines) {
  const picture = (folder, name) =>
    `<figure><figcaption>${folder.match(/(\w+)\/$/)[1].replace('pictures', 'chromium')}</figcaption><img loading="lazy" alt="" src="${folder}${name}.webp"></figure>`;
  const folders = [`${relative(cache, docs)}/`, ...engines.map((engine) => `${engine}/`)];
  const rows = names.map(
    (name) => `<h2>${name}</h2><div>${folders.map((folder) => picture(folder, name)).join('')}</div>`,
  );
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Every state in every engine</title>
  <style>
    body { font: 14px sans-serif }
    div { display: grid; grid-template-columns: repeat(${folders.length}, 1fr); gap: 8px; align-items: start }
    figure { margin: 0 }
    img { max-width: 100%; outline: 1px solid silver }
  </style>
  ${rows.join('\n  ')}
</html>`;
}
