import { expect, fixture, html } from '@open-wc/testing';
import { afterEach, describe, test } from 'vitest';
import { setMessages, StarlingCommentCount, StarlingCommentList } from '../../../src/define.js';
import { ThreadElement } from '../../../src/elements/base/thread-element.js';
import type { StarlingComments } from '../../../src/elements/comments/comments.js';
import { backendWith, button, find, roots, textOf, until } from '../../support/elements.js';

const { warn } = console;
afterEach(() => void (console.warn = warn));

/** Shows a thread, and one part that nobody defines. */
class Incomplete extends ThreadElement {
  protected override render(): unknown {
    return html`<starling-undefined></starling-undefined>`;
  }
}
customElements.define('test-incomplete', Incomplete);

describe('an element over a thread', () => {
  test('declares the attributes that it uses, and no others', () => {
    expect(StarlingCommentCount.observedAttributes).to.have.members(
      'locale theme server backend backend-url backend-options site thread'.split(' '),
    );
    expect(StarlingCommentList.observedAttributes).to.include.members(['max-depth', 'page-size', 'sort']);
    expect(StarlingCommentList.observedAttributes).not.to.include('rating');
  });

  test('hands its language on to its parts, also where that is set as a property', async () => {
    setMessages('xy', { send: 'Ysend' });
    const element = await fixture<StarlingComments>(
      html`<starling-comments .backend=${backendWith(roots(2))} thread="t"></starling-comments>`,
    );
    element.locale = 'xy';
    await until(() => button(element, 'Ysend'));
  });

  test('takes a number that is none for a missing one', async () => {
    const element = await fixture<StarlingComments>(
      html`<starling-comments
        .backend=${backendWith(roots(2))}
        thread="t"
        heading-level="high"
        page-size="all"
      ></starling-comments>`,
    );
    await until(() => textOf(find(element, 'starling-comment-list')!).includes('2 comments'));
    expect(find(element, 'starling-comment-list')!.shadowRoot!.querySelector('[role=heading]')!.ariaLevel).to.equal(
      '2',
    );
    expect(element.store!.query().limit).to.equal(25);
  });

  test('says once which of its parts nobody has defined, and what to import', async () => {
    const told: string[] = [];
    console.warn = (text: string) => void (text.includes('is not defined') && told.push(text));
    const draw = () => fixture(html`<test-incomplete .backend=${backendWith([])} thread="t"></test-incomplete>`);
    await draw();
    await until(() => told.length);
    await draw();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told).to.have.length(1);
    expect(told[0]).to.include('<starling-undefined>').and.to.include("'starling-comments/define/undefined'");
  });
});
