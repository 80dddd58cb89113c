/**
 * Calls `closed` when a reader has closed reCAPTCHA's picture challenge. Google's API has no event for that, and the
 * form would wait for a long time. Checks for the challenge's frame as long as `waiting` returns true. If Google
 * changes that frame, only the attempt's own timeout remains.
 */
export function watchChallenge(key: string, waiting: () => boolean, closed: () => void): void {
  let seen = false;
  let gone = 0;
  const timer = setInterval(() => {
    if (!waiting()) return clearInterval(timer);
    if (isOpen(key)) {
      seen = true;
      gone = 0;
    }
    // A challenge that was passed closes too, and its token takes a moment to arrive.
    else if (seen && ++gone > 10) closed();
  }, 300);
}

const isOpen = (key: string): boolean =>
  [...document.querySelectorAll<HTMLIFrameElement>('iframe[src*="bframe"]')].some(
    (frame) => frame.src.includes(key) && frame.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  );
