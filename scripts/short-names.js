/**
 * Rollup plugin: gives members that only elements, their threads and Lit itself use a name of one letter, which no
 * minifier of scripts dares to. A first view is so 300 bytes less.
 *
 * Only names that no page, no backend and no JSON has: what contract.md, the manifest or an adapter names must not be
 * in this list. The same list holds for all chunks, so that they agree.
 */
export function shortNames() {
  return {
    name: 'short-names',
    transform(code, id) {
      if (!renamed.test(id)) return null;
      const edits = [];
      walk(this.parse(code), (node) => {
        const short = !node.computed && memberOf(node);
        if (!short) return;
        const { start, end, name } = node.property ?? node.key;
        // `{ store }` is the member and a variable, which keeps its name.
        edits.push([start, end, node.shorthand ? `${short}:${name}` : short]);
        if (node.shorthand) node.value = undefined;
      });
      let result = code;
      for (const [start, end, text] of edits.sort(([a], [b]) => b - a)) {
        result = result.slice(0, start) + text + result.slice(end);
      }
      return { code: result, map: null };
    },
  };
}

const renamed = /\/(src\/(elements|thread)|node_modules\/(lit-html|lit-element|@lit\/reactive-element))\//;

const names = [
  // Lit's; what pages may wait for (`updateComplete`), and what it names by text, is not among them.
  ...'_$AH _$AI _$AA _$AB _$AL _$Eh _$Em _$Ep _$Eq _$ES _$Ei _$Eu _$Ev _$E_ _$ET _$EP _$EM _$AE _$AK'.split(' '),
  ...'_$AC _$AD _$AR _$AV createProperty createRenderRoot elementStyles enableUpdating finalizeStyles'.split(' '),
  ...'firstUpdated getPropertyDescriptor getPropertyOptions hasUpdated isUpdatePending performUpdate'.split(' '),
  ...'renderOptions shadowRootOptions updated willUpdate'.split(' '),
  // Members of elements and of a thread's store.
  ...'l10n settings composer typed roots fresh linked linkedId notice panel outcome remember sending'.split(' '),
  ...'captchaName fail ready take store changed query rule place renderNote renderExtra renderOutcome'.split(' '),
  ...'renderButtons'.split(' '),
];

/** Without those that Lit, and the values of texts (`n`), have already. */
const letters = [...'abcdefgimoqrstvwyzABDEFGHIJKLNPQRSUVWXYZ'];
const shortNameOf = new Map(
  names.map((name, index) => [name, letters[index] ?? `$${letters[index - letters.length]}`]),
);

function memberOf({ type, property, key }) {
  if (type === 'MemberExpression') return property.type === 'Identifier' && shortNameOf.get(property.name);
  if (!/^(Property|MethodDefinition|PropertyDefinition)$/.test(type)) return undefined;
  return key.type === 'Identifier' && shortNameOf.get(key.name);
}

function walk(node, visit) {
  if (!node || typeof node.type !== 'string') return;
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.forEach((child) => walk(child, visit));
    else if (value && typeof value === 'object') walk(value, visit);
  }
}
