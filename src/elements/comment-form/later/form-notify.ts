import { setMessages } from '../../../i18n/locale.js';
import { enNotify } from '../../../locales/en-notify.js';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import type { FormHost } from '../form-host.js';
import { notifyStyles } from './form-notify.styles.js';

setMessages('en', enNotify, true);

const offered = new WeakSet<FormHost>();

/**
 * Offers replies by e-mail, in the line that is reserved below the e-mail field, so that nothing moves. People who are
 * signed in have no such field, so for them the offer is beside their name. It is not part of the form's template,
 * because most backends send no e-mail.
 */
export function offerNotify(host: FormHost): void {
  if (offered.has(host)) return;
  offered.add(host);
  adoptStyles(host.shadowRoot!, notifyStyles);
  const place = document.createElement('div');
  const label = document.createElement('label');
  const box = document.createElement('input');
  const text = document.createTextNode('');
  place.className = 'notify';
  label.setAttribute('part', 'label');
  box.type = 'checkbox';
  box.name = 'notify';
  label.append(box, text);
  place.append(label);
  // A changed draft needs another idempotency key. This runs before the form handles the event and renders again.
  box.addEventListener('input', () => Object.assign(host.state.typed, { notify: box.checked, key: undefined }));

  const hostUpdated = (): void => {
    const isWanted = host.scope?.store?.settings?.notify;
    const email = host.shadowRoot!.querySelector('[name=email]')?.closest('.field');
    const room = isWanted && (email ? email.querySelector('.below') : host.shadowRoot!.querySelector('.known'));
    if (!room) return place.remove();
    // Before what is there, which stays where it is.
    if (place.parentNode !== room) room.insertBefore(place, room.querySelector(':scope > small'));
    box.checked = !!host.state.typed.notify;
    text.data = host.l10n.text('notify');
  };
  host.addController({ hostUpdated });
  hostUpdated();
}
