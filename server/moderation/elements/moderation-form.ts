import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { buttons } from '../../../src/styles/buttons.js';
import { fields } from '../../../src/styles/fields.js';
import { tokens } from '../../../src/styles/tokens.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';

/** What all forms of this page share: they send once at a time, and keep the error until the next try. */
export abstract class ModerationForm extends ModerationElement {
  static override styles: typeof ModerationElement.styles = [tokens, buttons, fields, controls];
  static override properties: PropertyDeclarations = { failed: { attribute: false }, isBusy: { attribute: false } };

  declare failed?: StarlingError;
  declare isBusy: boolean;

  /** Sends what was typed. What it throws is shown as `failed`. */
  protected abstract send(form: HTMLFormElement): Promise<void>;

  protected readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.failed = undefined;
    try {
      await this.send(event.target as HTMLFormElement);
    } catch (error) {
      this.failed = toStarlingError(error);
    } finally {
      this.isBusy = false;
    }
  };
}
