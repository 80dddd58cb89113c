/** Calls back once the reader comes near an element. */
export function whenNear(element: Element, callBack: () => unknown): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      callBack();
    },
    { rootMargin: '600px' },
  );
  observer.observe(element);
}
