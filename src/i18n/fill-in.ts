/** Replaces each `{name}` in a text by its value, or by nothing without one. Numbers are formatted by `number`. */
export const fillIn = (
  text = '',
  values: Record<string, string | number> = {},
  number: (value: number) => string,
): string =>
  text.replace(/{(\w+)}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : (value ?? '');
  });
