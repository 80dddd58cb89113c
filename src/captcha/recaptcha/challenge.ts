/**
 * Tells when a reader closed reCAPTCHA's picture challenge: Google's API has no event for that, and without one the
 * form would wait for long. Looks for the frame that the challenge is in, while `waiting`; where Google changes that
 * frame, the attempt's own time-out is what is left.
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
    // A challenge that was passed closes too, and its token takes a moment.
    else if (seen && ++gone > 10) closed();
  }, 300);
}

const isOpen = (key: string): boolean =>
  [...document.querySelectorAll<HTMLIFrameElement>('iframe[src*="bframe"]')].some(
    (frame) => frame.src.includes(key) && frame.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  );
