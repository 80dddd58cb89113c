/**
 * Notes at which of the written comments the reader is. What is returned brings that one back to where it was, once the
 * element has drawn it, and the focus with it: to be called before the next frame.
 */
export function keepPlace({ shadowRoot }: Element, written: Element): () => void {
  const { activeElement } = document;
  const focused = written.contains(activeElement) && activeElement!.closest('[id]');
  const read = [...written.querySelectorAll('[id^=comment-]')].find((item) => item.getBoundingClientRect().bottom > 0);
  const { top = innerHeight } = read?.getBoundingClientRect() ?? {};
  const drawn = ({ id }: Element) =>
    shadowRoot!.querySelector('starling-comment-list')?.shadowRoot!.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  return () => {
    if (focused) requestAnimationFrame(() => drawn(focused)?.focus({ preventScroll: true }));
    // A permalink goes to its comment by itself, and who has not come that far loses no place.
    if (read && top < innerHeight && !location.hash.startsWith('#comment-')) void hold(() => drawn(read), top);
  };
}

/**
 * Keeps an element where it is in the window while all around it takes its real height, for some frames or until the
 * reader goes elsewhere.
 */
async function hold(find: () => Element | null | undefined, top: number): Promise<void> {
  const reader = new AbortController();
  const leave = () => reader.abort();
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(type, leave, { signal: reader.signal, passive: true });
  for (let frame = 0; frame < 6; frame++) {
    // Before it is painted, and after all that was to be drawn.
    await new Promise(requestAnimationFrame);
    const now = find()?.getBoundingClientRect().top;
    if (now === undefined || reader.signal.aborted) break;
    scrollBy({ top: now - top, behavior: 'instant' });
  }
  leave();
}
