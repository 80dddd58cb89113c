/** A text, its `{name}`s filled in; numbers as `number` writes them. */
export const fillIn = (
  text = '',
  values: Record<string, string | number> = {},
  number: (value: number) => string,
): string =>
  text.replace(/{(\w+)}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : (value ?? '');
  });
