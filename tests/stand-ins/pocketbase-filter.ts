type Row = Record<string, string | number | boolean>;

/**
 * Whether a record satisfies a filter or rule of PocketBase: `=` `<` `>`, `&&` before `||`, brackets, and one step
 * along a relation, as in `root.thread`. Of no record such a step gives nothing, which equals only the empty text.
 */
export const matches = (filter: string, row: Row, related: (id: unknown) => Row | undefined): boolean => {
  const tokens = filter.match(/'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|&&|\|\||[()=<>]|[\w.]+/g) ?? [];
  if (!tokens.length) return true;
  let at = 0;

  const value = (token: string): unknown => {
    if (/^['"]/.test(token)) return token.slice(1, -1).replaceAll(`\\${token[0]}`, token[0]!);
    if (/^\d/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    const [name, inside] = token.split('.') as [string, string?];
    if (!(name in row)) throw new Error(`${name} is no field`);
    return inside ? related(row[name])?.[inside] : row[name];
  };

  const one = (): boolean => {
    if (tokens[at] === '(') {
      at++;
      const inner = any();
      at++;
      return inner;
    }
    const [left, operator, right] = tokens.slice(at, (at += 3));
    const [a, b] = [value(left!), value(right!)] as [string, string];
    if (operator === '=') return a === b || ((a ?? '') === '' && (b ?? '') === '');
    return operator === '<' ? a < b : a > b;
  };

  const all = (): boolean => {
    let result = one();
    while (tokens[at] === '&&') {
      at++;
      result = one() && result;
    }
    return result;
  };

  const any = (): boolean => {
    let result = all();
    while (tokens[at] === '||') {
      at++;
      result = all() || result;
    }
    return result;
  };

  const result = any();
  if (at !== tokens.length) throw new Error(`not understood: ${filter}`);
  return result;
};
