/**
 * A reader at a page of Playwright's.
 *
 * @param {import('playwright-core').Page} page
 * @returns {import('./states.js').Reader}
 */
export function pageReader(page) {
  const locate = ({ role, name, nth = 0 }) =>
    page
      .getByRole(
        role,
        name?.endsWith('…') ? { name: new RegExp(`^${RegExp.escape(name.slice(0, -1))}`) } : { name, exact: true },
      )
      .filter({ visible: true })
      .nth(nth);
  return {
    press: (query) => (query.role === 'radio' ? locate(query).check({ force: true }) : locate(query).click()),
    point: (query) => locate(query).hover({ force: query.role === 'radio' }),
    focus: (query) => locate(query).focus(),
    leave: (query) => locate(query).blur(),
    fill: (query, text) => locate(query).fill(text),
    choose: (query, label) => locate(query).selectOption({ label }),
    evaluate: (run) => page.evaluate(run),
  };
}
