import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { writingKey } from '../../../src/platform/writing-keys.js';
import type { Moderated } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import { ModerationForm } from './moderation-form.js';
import { writing } from './writing.styles.js';

/** What the forms share in which a moderator writes about a comment. Emits `done` at the end, whether it was sent or not. */
export abstract class WritingForm extends ModerationForm {
  static override styles: typeof ModerationForm.styles = [ModerationForm.styles, writing].flat();
  static override properties: PropertyDeclarations = { desk: { attribute: false }, comment: { attribute: false } };

  declare desk: Desk;
  declare comment: Moderated;

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus());
  }

  protected readonly cancel = (): void => this.emit('done');

  protected readonly press = (event: KeyboardEvent): void => {
    const key = writingKey(event);
    if (key === 'send') (event.currentTarget as HTMLFormElement).requestSubmit();
    else if (key === 'close') this.cancel();
    if (key) event.preventDefault();
  };
}
