import { draw } from './draw.js';

/** The README's picture: form, ratings and comments, light and dark side by side. */
export async function drawReadme(browser) {
  const halves = [];
  for (const colorScheme of ['light', 'dark']) halves.push(await draw(browser, { width: 720, media: { colorScheme } }));
  const page = await browser.newPage({ viewport: { width: 1440, height: 1200 } });
  await page.setContent(
    `<body style="display:flex;margin:0">${halves
      .map((png) => `<img width="720" src="data:image/png;base64,${png.toString('base64')}">`)
      .join('')}</body>`,
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
