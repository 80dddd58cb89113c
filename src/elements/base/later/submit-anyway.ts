/**
 * Makes `submit` events work in sandboxed frames, for forms that the page handles itself. In a frame with `sandbox` but
 * without `allow-forms`, a browser stops a submission before the event, and no page can detect that in advance. So if
 * the event has not come by the time it should have, it is dispatched by hand. In other pages it has come by then, and
 * nothing is sent twice.
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
export function submitAnyway(root: ParentNode): void {
  if (watched.has(root)) return;
  watched.add(root);
  /** Forms whose `submit` event has fired since the last attempt to submit them. */
  const submitted = new WeakSet<EventTarget>();
  root.addEventListener('submit', ({ target }) => submitted.add(target!), { capture: true });
  // Pressing Enter in a single-line field fires a click on the button, too.
  root.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button');
    const form = button?.type === 'submit' && button.form;
    if (!form || event.defaultPrevented) return;
    submitted.delete(form);
    // The browser's own submit event comes after the click, in the same task.
    setTimeout(() => {
      if (form.isConnected && !submitted.has(form))
        form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
    });
  });
}

const watched = new WeakSet<object>();
