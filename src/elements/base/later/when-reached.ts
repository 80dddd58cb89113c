/**
 * Calls back once a reader comes to an element by pointer, touch, keyboard or scrolling. Scrolling does not count while
 * they write in a form, because the callback can wait.
 */
export function whenReached(element: HTMLElement, callBack: () => void): void {
  const controller = new AbortController();
  const options = { signal: controller.signal, passive: true };
  const come = () => {
    controller.abort();
    callBack();
  };
  for (const type of ['pointerover', 'focusin']) element.addEventListener(type, come, options);
  const look = () => {
    const { top, bottom } = element.getBoundingClientRect();
    const isWriting = document.activeElement?.localName.startsWith('starling-');
    if (top < innerHeight && bottom > 0 && !isWriting) come();
  };
  addEventListener('scroll', look, options);
}
