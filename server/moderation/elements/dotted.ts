/**
 * Facts in a row, those that are there, with a dot between each two. The dots are values: a space at either end of a
 * template is lost when the page is built.
 */
export const dotted = (...facts: readonly unknown[]): unknown[] =>
  facts
    .filter((fact) => fact !== undefined && fact !== '')
    .flatMap((fact, index) => (index === 0 ? [fact] : [' · ', fact]));
