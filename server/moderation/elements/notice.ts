import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations } from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';
import { buttons } from '../../../src/styles/buttons.js';
import { tokens } from '../../../src/styles/tokens.js';
import type { Notice, Notices } from '../model/notices.js';
import { Watch } from '../model/observable.js';
import { controls } from '../styles/controls.js';
import { ModerationElement } from './moderation-element.js';

/** Milliseconds for which a notice is shown, unless it is hovered or contains the focus. */
const shownFor = 8000;

/** The last notice, at the lower edge, with a button to undo. The undo key still works after it has gone. */
export class ModerationNotice extends ModerationElement {
  static override styles = [
    tokens,
    buttons,
    controls,
    css`
      :host {
        position: fixed;
        z-index: 5;
        inset-block-end: 6em;
        inset-inline: 1em;
        display: grid;
        justify-items: center;
        pointer-events: none;
      }
      .notice {
        display: flex;
        align-items: center;
        gap: 0.75em;
        max-width: 36em;
        padding-block: 0.375em;
        padding-inline: 1em 0.5em;
        border: 1px solid transparent;
        border-radius: calc(var(--radius) * 1.5);
        background: var(--text);
        color: var(--background);
        box-shadow: 0 0.25em 1.5em color-mix(in srgb, black 25%, transparent);
        pointer-events: auto;
      }
      .notice.fail {
        border-inline-start: 6px solid var(--error);
      }
      button,
      button:hover {
        background: none;
        color: inherit;
      }
      .undo {
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }
      :focus-visible {
        outline-color: currentcolor;
      }
      @media (prefers-reduced-motion: no-preference) {
        .notice {
          animation: arrive 0.15s ease-out;
        }
        @keyframes arrive {
          from {
            translate: 0 0.5em;
            opacity: 0;
          }
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = { notices: { attribute: false } };

  declare notices: Notices;
  readonly watch = new Watch(this, () => this.notices);
  #shown?: Notice;
  #timer?: ReturnType<typeof setTimeout>;

  protected override willUpdate(): void {
    if (this.notices.last === this.#shown) return;
    this.#shown = this.notices.last;
    this.#begin();
  }

  /** The live region must exist before it has text, otherwise screen readers would not announce the text. */
  protected override render(): unknown {
    const notice = this.notices.last;
    return html`<div
      role="status"
      @pointerenter=${this.#stop}
      @focusin=${this.#stop}
      @pointerleave=${this.#begin}
      @focusout=${this.#begin}
    >
      ${notice ? this.#renderNotice(notice) : nothing}
    </div>`;
  }

  #renderNotice(notice: Notice): unknown {
    const { undo } = notice;
    return html`<div class="notice ${'error' in notice ? 'fail' : ''}">
      <span>${this.#textOf(notice)}</span>
      ${
        undo
          ? html`<button class="undo" type="button" @click=${() => this.#undo(undo)}>
              ${this.t('undo')}<kbd aria-hidden="true">U</kbd>
            </button>`
          : nothing
      }
      <button type="button" aria-label=${this.t('close')} @click=${() => this.notices.clear()}>✕</button>
    </div>`;
  }

  #textOf(notice: Notice): string {
    if ('error' in notice) return this.failure(notice.error);
    return 'n' in notice ? this.n(notice.key, notice.n) : this.t(notice.key, notice.values);
  }

  #undo(undo: () => void): void {
    this.notices.clear();
    undo();
  }

  readonly #stop = (): void => clearTimeout(this.#timer);

  readonly #begin = (): void => {
    this.#stop();
    if (this.notices.last) this.#timer = setTimeout(() => this.notices.clear(), shownFor);
  };
}
