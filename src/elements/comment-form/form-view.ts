import { html, nothing } from 'lit/html.js';
import { webAddress } from '../../platform/web-address.js';
import type { TextField } from '../../thread/check-field.js';
import { authorFields } from '../../thread/typed-draft.js';
import { errorText } from '../base/error-text.js';
import { heading } from '../base/heading.js';
import { parts } from '../base/parts.js';
import { renderField, ruleHint } from './form-field.js';
import type { FormHost } from './form-host.js';
import type { Composer } from './later/composer.js';

/** The form, as its template sees it. */
interface DrawnForm extends FormHost {
  /** Name of the author who is replied to. */
  readonly replyTo: string;
}

/**
 * The form or, if the thread is closed, a line that says so.
 *
 * @param writing the messages about the fields and the additional views, once somebody writes
 * @param tell listener for the events of the fields
 */
export function renderForm(
  form: DrawnForm,
  writing: Pick<Composer, 'views' | 'note'> | undefined,
  tell: (event: Event) => void,
  submit: (event: Event) => void,
): unknown {
  const { l10n, parent } = form;
  const { typed, remember, sending, error, isOpen, captchaRoom } = form.state;
  const {
    store,
    attributes: { headingLevel, composer: kind, captcha },
  } = form.scope!;
  // Text that was typed before is not removed, because the reader may want to use it elsewhere.
  if (store?.settings?.closed && !typed.body) {
    const at = store.backend!.replyAt?.(store.target);
    const href = webAddress(at?.href);
    return html`<p>${l10n.text('closed')} ${href && html`<a href=${href}>${l10n.text('replyAt', { ...at })}</a>`}</p>`;
  }
  const rating = form.rule('rating');
  const field = (name: TextField) => renderField(form, name, writing?.note(name), writing?.views.extra(name));
  const author = authorFields.map(field);
  const fields = [html`<div class="author">${writing?.views.author()}${author}</div>`, field('body')];
  // In a compact form the message comes first, so that nothing opens above the fields that are already shown.
  const isCompact = kind === 'compact' && !parent;
  if (isCompact) fields.reverse();
  return html`<form
    class=${isCompact && !isOpen && !typed.body ? 'compact' : ''}
    part="form"
    novalidate
    aria-labelledby="title"
    @input=${tell}
    @change=${tell}
    @focusin=${tell}
    @focusout=${tell}
    @submit=${submit}
  >
    <div id="title" class=${parent ? 'reply' : ''}>
      ${
        parent
          ? heading(headingLevel + 1, l10n.text('replyTo', { name: form.replyTo }))
          : html`<slot name="heading">${heading(headingLevel, l10n.text('heading'))}</slot>`
      }
    </div>
    ${
      rating === 'hidden'
        ? nothing
        : html`<div class="rating ${store?.settings ? '' : 'unknown'}">
            <starling-rating
              name="rating"
              exportparts=${parts}
              .label=${l10n.text('rate')}
              .hint=${ruleHint(l10n, rating)}
              .locale=${form.language}
              .value=${typed.rating}
              ?required=${rating === 'required'}
              ?clearable=${rating !== 'required'}
            ></starling-rating>
            ${writing?.views.note(writing.note('rating'))}
          </div>`
    }
    ${fields}
    <div class="foot">
      ${
        author.some((each) => each !== nothing)
          ? html`<label part="label"><input type="checkbox" ?checked=${remember} />${l10n.text('remember')}</label>`
          : nothing
      }
      <div class="captcha ${captchaRoom ?? captcha}">
        <slot name="captcha"></slot>${writing?.views.note(writing.note('captcha'), true)}
      </div>
      <div class="actions">
        <button class="primary" part="submit" aria-disabled=${sending}>
          ${(sending && l10n.text('sending')) || l10n.text('send')}
        </button>
        ${writing?.views.buttons()}
        <div class="status">
          <p role="alert" part="error">${error && errorText(l10n, error)}</p>
          <p role="status" part="success">${writing?.views.outcome()}</p>
        </div>
      </div>
    </div>
  </form>`;
}
