import { findInShadows } from './find-in-shadows.js';

const told = new Set<string>();

/** Says on the console which of the rendered elements are not defined, each once. */
export function warnUndefined(root: ParentNode): void {
  // Some may have been defined since this was called for.
  for (const { localName } of findInShadows(root, ':not(:defined)')) {
    if (told.has(localName)) continue;
    told.add(localName);
    const entry = `starling-comments/define/${localName.replace('starling-', '')}`;
    console.warn(`<${localName}> is not defined, and nothing is shown in its place: import '${entry}'.`);
  }
}
