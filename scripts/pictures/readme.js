import { draw } from './draw.js';

/** The README's picture: form, ratings and comments, light and dark side by side. */
export async function drawReadme(browser) {
  const halves = [];
  for (const colorScheme of ['light', 'dark']) halves.push(await draw(browser, { width: 720, media: { colorScheme } }));
  const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
  await page.setContent(
    `<!doctype html><body style="display:flex;align-items:start;margin:0">${halves
      .map((png) => `<img width="720" src="data:image/png;base64,${png.toString('base64')}">`)
      .join('')}</body>`,
  );
  const picture = await page.screenshot({ fullPage: true });
  await page.close();
  return picture;
}
