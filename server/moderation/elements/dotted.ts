/**
 * Joins facts with dots, leaving out missing ones. The dots are values, because spaces at the ends of a template are
 * lost when the page is built.
 */
export const dotted = (...facts: readonly unknown[]): unknown[] =>
  facts
    .filter((fact) => fact !== undefined && fact !== '')
    .flatMap((fact, index) => (index === 0 ? [fact] : [' · ', fact]));
