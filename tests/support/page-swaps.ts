import type { Page } from 'playwright-core';

/** What stands before each element, once their number has not changed for a while. */
export const placesOf = async (page: Page, heading: string): Promise<string[]> => {
  await page.locator('h1', { hasText: heading }).waitFor();
  await page.waitForTimeout(500);
  return page.evaluate(() =>
    [...document.querySelectorAll('starling-comments')].map(
      (element) => element.previousElementSibling?.localName + (element.shadowRoot ? '' : ', not drawn'),
    ),
  );
};

/** There, back, forth and there again. */
export const journey = async (page: Page): Promise<string[][]> => {
  const seen = [await placesOf(page, '/one')];
  await page.getByRole('link', { name: 'Two' }).click();
  seen.push(await placesOf(page, '/two'));
  await page.goBack();
  seen.push(await placesOf(page, '/one'));
  await page.goForward();
  seen.push(await placesOf(page, '/two'));
  await page.getByRole('link', { name: 'One' }).click();
  seen.push(await placesOf(page, '/one'));
  return seen;
};

/** Of a journey of five pages. */
export const five = (places: string[]) => Array.from({ length: 5 }, () => places);
