/**
 * Notes which of the comments written by `renderThread` the reader is at. Call the returned function before the next
 * frame: once the element has rendered that comment, it moves it back to where it was and restores the focus.
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
    // A permalink scrolls to its comment anyway, and a reader who has not reached the comments has no place to lose.
    if (read && top < innerHeight && !location.hash.startsWith('#comment-')) void hold(() => drawn(read), top);
  };
}

/**
 * Keeps an element at its position in the window while the content around it takes its real height. Ends after some
 * frames or when the reader scrolls or presses something.
 */
async function hold(find: () => Element | null | undefined, top: number): Promise<void> {
  const reader = new AbortController();
  const leave = () => reader.abort();
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(type, leave, { signal: reader.signal, passive: true });
  for (let frame = 0; frame < 6; frame++) {
    // Runs before the next paint, after everything has been rendered.
    await new Promise(requestAnimationFrame);
    const now = find()?.getBoundingClientRect().top;
    if (now === undefined || reader.signal.aborted) break;
    scrollBy({ top: now - top, behavior: 'instant' });
  }
  leave();
}
