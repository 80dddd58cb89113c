/** Of 255, what a colour may differ by the loss of WebP alone; and how many pixels in a thousand may differ by more. */
const tolerance = { colour: 40, pixels: 0.2 };

/**
 * @typedef Drawn
 * @property {Uint8Array} png
 * @property {{ left: number, top: number, width: number, height: number }} [clip] what of it is meant; default all
 */

/**
 * Opens a page that makes small pictures and compares them: the browser has all that it takes.
 *
 * @returns {Promise<(drawn: Drawn, before?: Buffer) => Promise<{ picture: Buffer, isSame: boolean }>>}
 */
export async function openCompare(browser) {
  const page = await browser.newPage();
  return async ({ png, clip }, before) => {
    const given = { png: Buffer.from(png).toString('base64'), clip, before: before?.toString('base64'), tolerance };
    const { picture, isSame } = await page.evaluate(compare, given);
    return { picture: Buffer.from(picture, 'base64'), isSame };
  };
}

/** In the page. */
async function compare({ png, clip, before, tolerance }) {
  const blobOf = async (type, base64) => (await fetch(`data:${type};base64,${base64}`)).blob();
  const canvasOf = (image) => {
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas;
  };
  const pixels = (image) => canvasOf(image).getContext('2d').getImageData(0, 0, image.width, image.height).data;
  const drawn = await blobOf('image/png', png);
  const now = clip
    ? await createImageBitmap(drawn, ...[clip.left, clip.top, clip.width, clip.height].map(Math.round))
    : await createImageBitmap(drawn);
  const blob = await canvasOf(now).convertToBlob({ type: 'image/webp', quality: 0.55 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const picture = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const old = before && (await createImageBitmap(await blobOf('image/webp', before)));
  if (!old || old.width !== now.width || old.height !== now.height) return { picture, isSame: false };
  // Both with what WebP loses.
  const [one, other] = [pixels(await createImageBitmap(blob)), pixels(old)];
  let different = 0;
  for (let at = 0; at < one.length; at += 4)
    if ([0, 1, 2].some((part) => Math.abs(one[at + part] - other[at + part]) > tolerance.colour)) different += 1;
  return { picture, isSame: (different * 4000) / one.length <= tolerance.pixels };
}
