import type { ReactiveController } from 'lit';
import { html } from 'lit/html.js';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Changed,
  type PropertyDeclarations,
  ReactiveElement,
} from '../../../src/elements/base/reactive-element.js';
import { css } from '../../../src/styles/css.js';

class Base extends ReactiveElement {
  static override properties: PropertyDeclarations = { label: {}, pageSize: { type: Number } };
  label = 'none';
  pageSize?: number;
  readonly drawn: string[] = [];
  protected override render(): unknown {
    this.drawn.push(this.label);
    return html`<p>${this.label}</p>`;
  }
}

class Sample extends Base {
  static override styles = [
    css`
      p {
        color: rgb(1, 2, 3);
      }
    `,
    [
      css`
        p {
          color: rgb(4, 5, 6);
        }
      `,
    ],
  ];
  static override properties: PropertyDeclarations = {
    isOpen: { type: Boolean, reflect: true },
    tone: { reflect: true },
    data: { attribute: false },
    own: { attribute: false, noAccessor: true },
  };
  isOpen = false;
  tone?: string | null;
  data?: unknown;
  readonly calls: [string, string[]][] = [];
  #own = 0;
  get own(): number {
    return this.#own;
  }
  set own(value: number) {
    this.#own = value;
    this.requestUpdate();
  }
  protected override willUpdate(changed: Changed): void {
    this.calls.push(['willUpdate', [...changed.keys()]]);
  }
  protected override firstUpdated(): void {
    this.calls.push(['firstUpdated', []]);
  }
  protected override updated(changed: Changed): void {
    this.calls.push(['updated', [...changed.keys()]]);
  }
}
customElements.define('test-sample', Sample);

const connected = async (prepare: (element: Sample) => void = () => {}): Promise<Sample> => {
  const element = document.createElement('test-sample') as Sample;
  prepare(element);
  document.body.append(element);
  await element.updateComplete;
  return element;
};
const text = (element: ReactiveElement) => element.renderRoot.textContent;

afterEach(() => document.body.replaceChildren());

describe('properties', () => {
  test('draw again once in a microtask, however many changed, and not for the value that was there', async () => {
    const element = await connected();
    expect(element.drawn).toEqual(['none']);
    element.label = 'a';
    element.label = 'b';
    element.data = [];
    expect(text(element)).toBe('none');
    await element.updateComplete;
    expect(text(element)).toBe('b');
    element.label = 'b';
    await element.updateComplete;
    expect(element.drawn).toEqual(['none', 'b']);
  });

  test('of the classes above are there too, and those with a getter and setter of their own', async () => {
    const element = await connected();
    element.own = 3;
    await element.updateComplete;
    expect(element.own).toBe(3);
    expect(element.drawn).toHaveLength(2);
    expect(Sample.observedAttributes).toEqual(['label', 'page-size', 'is-open', 'tone']);
  });

  test('that a page set before the element was defined count, over the defaults', async () => {
    const early = document.createElement('test-early');
    Object.assign(early, { label: 'early', own: 7, stranger: 1 });
    document.body.append(early);
    customElements.define('test-early', class extends Sample {});
    const element = early as Sample;
    await element.updateComplete;
    expect(text(element)).toBe('early');
    expect(element.own).toBe(7);
    expect(Object.keys(element)).not.toContain('label');
    element.label = 'later';
    await element.updateComplete;
    expect(text(element)).toBe('later');
  });
});

describe('attributes', () => {
  test('are read by their types; one that is removed leaves none', async () => {
    document.body.innerHTML = '<test-sample label="x" page-size="12" is-open=""></test-sample>';
    const element = document.body.firstElementChild as Sample;
    expect([element.label, element.pageSize, element.isOpen]).toEqual(['x', 12, true]);
    for (const name of ['label', 'page-size', 'is-open']) element.removeAttribute(name);
    expect([element.label, element.pageSize, element.isOpen]).toEqual([undefined, undefined, false]);
  });

  test('follow properties that reflect, without another drawing', async () => {
    const element = await connected((each) => {
      each.isOpen = true;
    });
    expect(element.hasAttribute('is-open')).toBe(true);
    element.tone = 'dark';
    await element.updateComplete;
    expect(element.getAttribute('tone')).toBe('dark');
    element.tone = undefined;
    element.isOpen = false;
    await element.updateComplete;
    expect(element.getAttributeNames()).toEqual([]);
    expect(element.drawn).toHaveLength(3);
    expect(element.isUpdatePending).toBe(false);
  });
});

describe('the life of an element', () => {
  test('nothing is drawn before it is on a page', async () => {
    const element = document.createElement('test-sample') as Sample;
    element.label = 'a';
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(element.drawn).toEqual([]);
    expect(element.hasUpdated).toBe(false);
    document.body.append(element);
    await element.updateComplete;
    expect(text(element)).toBe('a');
  });

  test('hooks come in order, with what changed', async () => {
    const element = await connected();
    element.calls.length = 0;
    element.data = 1;
    await element.updateComplete;
    expect(element.calls).toEqual([
      ['willUpdate', ['data']],
      ['updated', ['data']],
    ]);
    const names = (await connected()).calls.map(([name]) => name);
    expect(names).toEqual(['willUpdate', 'firstUpdated', 'updated']);
  });

  test('what is set in willUpdate belongs to this drawing, in updated to the next', async () => {
    class Chain extends Base {
      protected override willUpdate(): void {
        this.label = 'before';
      }
      protected override updated(): void {
        this.pageSize ??= 5;
      }
    }
    customElements.define('test-chain', Chain);
    const element = document.createElement('test-chain') as Chain;
    document.body.append(element);
    expect(await element.updateComplete).toBe(false);
    expect(await element.updateComplete).toBe(true);
    expect(element.drawn).toEqual(['before', 'before']);
  });

  test('a drawing that fails rejects, and the next goes on', async () => {
    class Failing extends Base {
      protected override render(): unknown {
        if (this.label === 'bad') throw new Error('no');
        return super.render();
      }
    }
    customElements.define('test-failing', Failing);
    const element = document.createElement('test-failing') as Failing;
    document.body.append(element);
    await element.updateComplete;
    element.label = 'bad';
    await expect(element.updateComplete).rejects.toThrow('no');
    element.label = 'good';
    await element.updateComplete;
    expect(text(element)).toBe('good');
  });

  test('it is drawn again where it comes back to a page', async () => {
    const element = await connected();
    element.remove();
    document.body.append(element);
    await element.updateComplete;
    expect(element.drawn).toHaveLength(2);
  });

  test('the later style sheets win', async () => {
    const element = await connected();
    expect(getComputedStyle(element.renderRoot.querySelector('p')!).color).toBe('rgb(4, 5, 6)');
  });
});

test('controllers are told of everything, those that come late of being on a page', async () => {
  const told: string[] = [];
  const controller = (name: string): ReactiveController => ({
    hostConnected: () => told.push(`${name} connected`),
    hostUpdate: () => told.push(`${name} update`),
    hostUpdated: () => told.push(`${name} updated`),
    hostDisconnected: () => told.push(`${name} disconnected`),
  });
  const element = document.createElement('test-sample') as Sample;
  element.addController(controller('a'));
  document.body.append(element);
  await element.updateComplete;
  const late = controller('b');
  element.addController(late);
  element.removeController(late);
  element.remove();
  expect(told).toEqual(['a connected', 'a update', 'a updated', 'b connected', 'a disconnected']);
});

test('directives know whether the element is on a page', async () => {
  const told: string[] = [];
  const tell = directive(
    class extends AsyncDirective {
      override render(): string {
        return 'drawn';
      }
      override disconnected(): void {
        told.push('off');
      }
      override reconnected(): void {
        told.push('on');
      }
    },
  );
  class Directed extends ReactiveElement {
    protected override render(): unknown {
      return html`${tell()}`;
    }
  }
  customElements.define('test-directed', Directed);
  const element = document.createElement('test-directed') as Directed;
  document.body.append(element);
  await element.updateComplete;
  element.remove();
  document.body.append(element);
  expect(told).toEqual(['off', 'on']);
});

test('listeners in templates are called on the element', async () => {
  class Listening extends ReactiveElement {
    heard?: unknown;
    hear(): void {
      this.heard = this;
    }
    protected override render(): unknown {
      return html`<button @click=${this.hear}></button>`;
    }
  }
  customElements.define('test-listening', Listening);
  const element = document.createElement('test-listening') as Listening;
  document.body.append(element);
  await element.updateComplete;
  element.renderRoot.querySelector('button')!.click();
  expect(element.heard).toBe(element);
});
