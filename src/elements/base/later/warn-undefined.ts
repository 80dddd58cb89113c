import { findInShadows } from './find-in-shadows.js';

const told = new Set<string>();

/** Says on the console which of the elements that were drawn nobody has defined, each once. */
export function warnUndefined(root: ParentNode): void {
  // Somebody may have defined them since.
  for (const { localName } of findInShadows(root, ':not(:defined)')) {
    if (told.has(localName)) continue;
    told.add(localName);
    const entry = `starling-comments/define/${localName.replace('starling-', '')}`;
    console.warn(`<${localName}> is not defined, and nothing is shown in its place: import '${entry}'.`);
  }
}
