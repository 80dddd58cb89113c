import '../import-tests.js';

const { launchBrowser } = await import('../../tests/support/demo.ts');
const { measureFirstView, totalBytes } = await import('../../tests/support/first-view.ts');
const { classicDropIn, dropIn, seededServer } = await import('../../tests/support/seeded-server.ts');

/** Until it is shown, and until it was sent. */
const budgets = { shown: 17_920, sent: 24_576 };
const forms = { 'starling.js': dropIn, 'starling.classic.js': classicDropIn };
const moments = { shown: '25 comments shown', sent: 'a comment typed and sent', answered: 'and answered' };

/** Bytes of scripts and styles that a first view fetches, as tests/e2e/first-view.test.ts counts them. */
export const benchFirstView = async ({ report }) => {
  const browser = await launchBrowser();
  try {
    for (const [script, page] of Object.entries(forms)) {
      const server = await seededServer(30, page);
      try {
        const counted = await measureFirstView(browser, server.url);
        for (const [moment, files] of Object.entries(counted)) {
          report.add({
            name: `First view by ${script}, ${moments[moment]}`,
            value: totalBytes(files),
            unit: 'bytes',
            // Once it is answered, a reader has seen the first view long since.
            atMost: budgets[moment],
            files,
            detail: files.map(({ path, bytes }) => `${path} ${bytes}`).join(', '),
          });
        }
      } finally {
        await server.stop();
      }
    }
  } finally {
    await browser.close();
  }
};
