import { memoryBackend, type SeedComment } from '../../src/backends/memory/index.js';
import type { Backend } from '../../src/backend.js';

/** Resolves once a condition holds, or fails after eight seconds: a busy machine takes several times what a person waits. */
export async function until(condition: () => unknown, what = condition.toString()): Promise<void> {
  const deadline = performance.now() + 8000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A backend in memory with comments in it. */
export const backendWith = (comments: SeedComment[], options: Record<string, unknown> = {}): Backend =>
  memoryBackend({ options: { ...options, comments } });

/** `count` roots, the newest last in the array, one minute apart. */
export const roots = (count: number): SeedComment[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `c${index + 1}`,
    author: { name: `Reader ${index + 1}` },
    body: `Comment number ${index + 1}`,
    createdAt: new Date(Date.now() - (count - index) * 60_000).toISOString(),
  }));

/** All text that a person sees in an element, across its shadow roots. */
export function textOf(node: Node): string {
  if (node instanceof HTMLSlotElement && node.assignedNodes().length) return node.assignedNodes().map(textOf).join('');
  if (node instanceof Element && node.shadowRoot) return textOf(node.shadowRoot);
  if (node instanceof Text) return node.data;
  return [...node.childNodes].map(textOf).join('');
}

/** The first element that matches, in the element's shadow root or those inside it. */
export function find<E extends Element = HTMLElement>(host: Element, selector: string): E | undefined {
  return findAll<E>(host, selector)[0];
}

export function findAll<E extends Element = HTMLElement>(host: Element, selector: string): E[] {
  const root = host.shadowRoot ?? host;
  return [...root.querySelectorAll<Element>('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element as E] : []),
    ...(element.shadowRoot ? findAll<E>(element, selector) : []),
  ]);
}

/** The button with a name, as a person reads it. */
export const button = (host: Element, name: string | RegExp): HTMLButtonElement | undefined =>
  findAll<HTMLButtonElement>(host, 'button').find((each) => {
    const text = (each.getAttribute('aria-label') ?? (each.title || each.textContent))!.trim();
    return typeof name === 'string' ? text === name : name.test(text);
  });
