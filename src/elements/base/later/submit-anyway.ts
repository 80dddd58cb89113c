/**
 * For forms whose `submit` is handled in the page. In a frame whose `sandbox` is without `allow-forms` a browser ends a
 * submission before that event, and no page can ask it whether it will: what has not come by the time it should have is
 * sent by hand. Elsewhere it has come by then, and nothing is sent twice.
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
export function submitAnyway(root: ParentNode): void {
  if (watched.has(root)) return;
  watched.add(root);
  root.addEventListener('submit', ({ target }) => submitted.add(target!), { capture: true });
  // Enter in a field of one line is a click on the button, too.
  root.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button');
    const form = button?.type === 'submit' && button.form;
    if (!form || event.defaultPrevented) return;
    submitted.delete(form);
    // The browser's own comes after the click, in the same task.
    setTimeout(() => form.isConnected && makeUp(form));
  });
}

/** As `form.requestSubmit()` does, also where forms are blocked; in a root that `submitAnyway` was called for. */
export function requestSubmit(form: HTMLFormElement): void {
  submitted.delete(form);
  form.requestSubmit();
  makeUp(form);
}

const watched = new WeakSet<object>();
/** Forms that have submitted since they were last asked to. */
const submitted = new WeakSet<object>();

function makeUp(form: HTMLFormElement): void {
  if (!submitted.has(form)) form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
}
