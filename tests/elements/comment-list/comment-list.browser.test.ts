import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { setMessages } from '../../../src/define.js';
import { submitComment } from '../../../src/thread/submit-draft.js';
import type { Backend, ListQuery } from '../../../src/backend.js';
import type { StarlingCommentList } from '../../../src/elements/comment-list/comment-list.js';
import { StarlingError } from '../../../src/errors.js';
import { memoryBackend } from '../../../src/backends/memory/index.js';
import { backendWith, button, find, findAll, roots, textOf, until } from '../../support/elements.js';

beforeEach(() => localStorage.clear());
afterEach(() => {
  // Each list of a page follows its address, and takes the focus.
  fixtureCleanup();
  history.replaceState(null, '', location.pathname + location.search);
});

/** A list over a backend, once its first page is drawn. */
async function listOver(backend: Backend, attributes: Record<string, string> = {}): Promise<StarlingCommentList> {
  const list = document.createElement('starling-comment-list');
  Object.assign(list, { backend, thread: 't' });
  for (const [name, value] of Object.entries(attributes)) list.setAttribute(name, value);
  const element = await fixture<StarlingCommentList>(html`${list}`);
  await until(() => element.store?.status === 'complete');
  await element.updateComplete;
  return element;
}

const names = (list: Element) => findAll(list, '[part=author]').map((author) => author.textContent!.trim());
const commentOf = (list: Element, id: string) => find(list, `#comment-${id}`)!.querySelector('starling-comment')!;

describe('the list', () => {
  test('is accessible with comments, replies, votes and badges', async () => {
    const list = await listOver(
      backendWith([
        {
          id: 'a',
          author: { name: 'Ann', badge: 'owner', url: 'https://ann.example' },
          body: 'One',
          rating: 4,
          pinned: true,
        },
        { id: 'b', author: { name: 'Bob' }, parent: 'a', body: 'Two', votes: { up: 3, down: 1 } },
      ]),
    );
    await expect(list).to.be.accessible();
  });

  test('is accessible in the dark', async () => {
    const list = await listOver(backendWith(roots(3)));
    list.style.colorScheme = 'dark';
    list.style.background = '#16181f';
    await expect(list).to.be.accessible();
  });

  test('says so where nobody has written yet', async () => {
    const list = await listOver(backendWith([]));
    expect(textOf(list)).to.include('Leave the first review');
    await expect(list).to.be.accessible();
  });

  test('shows the newest first, and the order that the reader chooses', async () => {
    const list = await listOver(backendWith(roots(3)));
    expect(names(list)).to.eql(['Reader 3', 'Reader 2', 'Reader 1']);
    const select = find<HTMLSelectElement>(list, 'select')!;
    select.value = 'oldest';
    select.dispatchEvent(new Event('change'));
    await until(() => names(list)[0] === 'Reader 1');
  });

  test('offers only the orders that the backend has', async () => {
    const backend = Object.assign(backendWith(roots(2)), { sorts: ['oldest', 'newest'] });
    const list = await listOver(backend);
    expect(findAll<HTMLOptionElement>(list, 'option').map(({ value }) => value)).to.eql(['oldest', 'newest']);
  });

  test('shows 25 comments, and more when asked, going on at the first new one', async () => {
    const list = await listOver(backendWith(roots(30)));
    expect(names(list)).to.have.length(25);
    button(list, 'Show more')!.click();
    await until(() => names(list).length === 30);
    await until(() => list.renderRoot instanceof ShadowRoot && list.renderRoot.activeElement?.id === 'comment-c5');
    expect(button(list, 'Show more')).to.equal(undefined);
  });

  test('asks once where the button is pressed again before the answer is there', async () => {
    const backend = backendWith(roots(60));
    const { list: load } = backend;
    const answers: (() => void)[] = [];
    const list = await listOver(
      Object.assign(backend, {
        async list(query: ListQuery) {
          if (query.cursor) await new Promise<void>((resolve) => answers.push(resolve));
          return load(query);
        },
      }),
    );
    button(list, 'Show more')!.click();
    await until(() => answers.length === 1);
    button(list, 'Show more')!.click();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answers).to.have.length(1);
    answers[0]!();
    await until(() => names(list).length === 50);
  });

  test('ends where a backend sends the same page for ever', async () => {
    const backend = backendWith(roots(2));
    const { list: load } = backend;
    const list = await listOver(
      Object.assign(backend, {
        list: async (query: ListQuery) => ({ ...(await load({ ...query, cursor: undefined })), next: 'again' }),
      }),
    );
    button(list, 'Show more')!.click();
    await until(() => !button(list, 'Show more'));
    expect(names(list)).to.have.length(2);
  });

  test('indents answers, and past max-depth says whom they answer', async () => {
    const list = await listOver(
      backendWith([
        { id: 'a', author: { name: 'Ann' }, body: '1' },
        { id: 'b', author: { name: 'Bob' }, body: '2', parent: 'a' },
        { id: 'c', author: { name: 'Cy' }, body: '3', parent: 'b' },
      ]),
      { 'max-depth': '1' },
    );
    expect(findAll(list, 'li').map((item) => item.ariaLevel ?? item.getAttribute('aria-level'))).to.eql([
      '1',
      '2',
      '2',
    ]);
    expect(textOf(commentOf(list, 'c'))).to.include('in reply to Bob');
    expect(textOf(commentOf(list, 'b'))).not.to.include('in reply to');
  });

  test('names each comment by who wrote it, to whom and when, and its buttons by whom they answer', async () => {
    const list = await listOver(
      backendWith([
        { id: 'a', author: { name: 'Ann' }, body: '1', createdAt: new Date(Date.now() - 3 * 86_400_000).toISOString() },
        { id: 'b', author: { name: 'Bob' }, body: '2', parent: 'a' },
      ]),
    );
    expect(findAll(list, 'article').map(({ ariaLabel }) => ariaLabel)).to.eql([
      'Ann, 3 days ago',
      'Bob, in reply to Ann, now',
    ]);
    const comment = commentOf(list, 'b').shadowRoot!;
    const words = (button: Element) =>
      button
        .getAttribute('aria-labelledby')!
        .split(' ')
        .map((id) => comment.getElementById(id)!.textContent!.trim());
    expect([...comment.querySelectorAll('button:not([aria-pressed])')].map(words)).to.eql([
      ['Reply', 'Bob'],
      ['Report', 'Bob'],
    ]);
    // With a name beside it the title would be read as well.
    for (const vote of comment.querySelectorAll<HTMLElement>('[aria-pressed]')) {
      expect([vote.ariaLabel, vote.firstElementChild!.ariaHidden]).to.eql([null, 'true']);
      expect(vote.title).to.match(/elpful: 0$/);
    }
    await expect(list).to.be.accessible();
  });

  test('shows the rest of a branch when asked', async () => {
    const replies = Array.from({ length: 6 }, (_, index) => ({
      id: `r${index}`,
      parent: 'a',
      author: { name: `Reply ${index}` },
      body: 'x',
      createdAt: new Date(Date.now() - 60_000 + index * 1000).toISOString(),
    }));
    const list = await listOver(
      backendWith([
        { id: 'a', author: { name: 'Ann' }, body: '1', createdAt: new Date(Date.now() - 90_000).toISOString() },
        ...replies,
      ]),
    );
    expect(names(list)).to.have.length(4);
    button(list, 'Show 3 more replies')!.click();
    await until(() => names(list).length === 7);
    expect(names(list).at(-1)).to.equal('Reply 5');
    expect(button(list, /more repl/)).to.equal(undefined);
  });

  test('draws an error by its code, with a way to try again', async () => {
    const backend = backendWith(roots(1));
    const { list: load } = backend;
    let broken = true;
    Object.assign(backend, {
      list: (...all: Parameters<Backend['list']>) =>
        broken ? Promise.reject(new StarlingError('network')) : load(...all),
    });
    const list = document.createElement('starling-comment-list');
    Object.assign(list, { backend, thread: 't' });
    const heard: StarlingError[] = [];
    list.addEventListener('starling-error', ({ error }) => heard.push(error));
    await fixture(html`${list}`);
    await until(() => textOf(list).includes('No connection'));
    expect(heard.map(({ code }) => code)).to.eql(['network']);
    await expect(list).to.be.accessible();
    broken = false;
    button(list, 'Try again')!.click();
    await until(() => names(list).length === 1);
    expect(textOf(list)).not.to.include('No connection');
  });

  test('says that a page without a backend is set up wrongly', async () => {
    const list = await fixture<StarlingCommentList>(html`<starling-comment-list></starling-comment-list>`);
    await until(() => textOf(list).includes('not set up correctly'));
  });

  test('tells the page what it loaded', async () => {
    const list = document.createElement('starling-comment-list');
    Object.assign(list, { backend: backendWith(roots(3)), thread: 't' });
    const loaded = new Promise<{ total: number }>((resolve) => list.addEventListener('starling-loaded', resolve));
    await fixture(html`${list}`);
    expect((await loaded).total).to.equal(3);
  });

  test('loads another thread when its attribute changes', async () => {
    const list = await listOver(
      backendWith([
        { id: 'a', author: { name: 'Ann' }, body: '1', thread: 't' },
        { id: 'b', author: { name: 'Bob' }, body: '2', thread: 'u' },
      ]),
    );
    expect(names(list)).to.eql(['Ann']);
    list.thread = 'u';
    await until(() => names(list)[0] === 'Bob');
  });

  test('goes on working after it was moved', async () => {
    const list = await listOver(backendWith(roots(30)));
    const elsewhere = await fixture<HTMLElement>(html`<section></section>`);
    elsewhere.append(list);
    button(list, 'Show more')!.click();
    await until(() => names(list).length === 30);
  });

  test('shares one request with another element over the same thread', async () => {
    const backend = backendWith(roots(2));
    let asked = 0;
    const { list: load } = backend;
    Object.assign(backend, { list: (...all: Parameters<Backend['list']>) => (asked++, load(...all)) });
    await fixture(
      html`<div>
        <starling-comment-list .backend=${backend} thread="t"></starling-comment-list>
        <starling-rating-summary .backend=${backend} thread="t"></starling-rating-summary>
      </div>`,
    );
    await until(() => asked > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).to.equal(1);
  });
});

describe('what a reader does with a comment', () => {
  test('votes, changes the vote and takes it back', async () => {
    const list = await listOver(
      backendWith([{ id: 'a', author: { name: 'Ann' }, body: '1', votes: { up: 2, down: 0 } }]),
    );
    const heard: number[] = [];
    list.addEventListener('starling-vote', ({ value }) => heard.push(value));
    button(list, 'Helpful: 2')!.click();
    await until(() => button(list, 'Helpful: 3')?.getAttribute('aria-pressed') === 'true');
    await until(() => heard.length === 1);
    button(list, 'Not helpful: 0')!.click();
    await until(
      () => button(list, 'Helpful: 2') && button(list, 'Not helpful: 1')?.getAttribute('aria-pressed') === 'true',
    );
    await until(() => heard.length === 2);
    button(list, 'Not helpful: 1')!.click();
    await until(() => button(list, 'Not helpful: 0'));
    await until(() => heard.length === 3);
    expect(heard).to.eql([1, -1, 0]);
  });

  test('sees a vote that was not kept go back', async () => {
    const backend = Object.assign(backendWith(roots(1)), { vote: () => Promise.reject(new StarlingError('network')) });
    const list = await listOver(backend);
    button(list, 'Helpful: 0')!.click();
    await until(() => textOf(list).includes('No connection'));
    expect(button(list, 'Helpful: 0')!.getAttribute('aria-pressed')).to.equal('false');
  });

  test('has no button for what the backend has no method for', async () => {
    const { name, list: load, submit } = backendWith(roots(1));
    const list = await listOver({ name, list: load, submit });
    expect(findAll(commentOf(list, 'c1'), 'button').map((each) => each.textContent!.trim())).to.eql(['Reply']);
  });

  test('has no buttons but their own in a closed thread', async () => {
    const list = await listOver(backendWith(roots(1), { thread: { closed: true } }));
    expect(button(list, 'Reply')).to.equal(undefined);
  });

  test('reports a comment', async () => {
    const backend = backendWith(roots(1));
    const reports: unknown[] = [];
    const list = await listOver(
      Object.assign(backend, {
        report: async (target: { id: string }, reason?: string) => void reports.push([target.id, reason]),
      }),
    );
    button(list, 'Report')!.click();
    await until(() => find(list, 'textarea'));
    await expect(list).to.be.accessible();
    find<HTMLTextAreaElement>(list, 'textarea')!.value = 'spam';
    findAll<HTMLButtonElement>(list, '.panel button')
      .find((each) => each.textContent!.trim() === 'Report')!
      .click();
    await until(() => textOf(list).includes('a moderator will look at it'));
    expect(reports).to.eql([['c1', 'spam']]);
  });

  test('is told before it is sent that a reason is too long for any server', async () => {
    const reports: unknown[] = [];
    const report = async (_: unknown, reason?: string) => void reports.push(reason);
    const list = await listOver(Object.assign(backendWith(roots(1)), { report }));
    button(list, 'Report')!.click();
    await until(() => find(list, 'textarea'));
    const field = find<HTMLTextAreaElement>(list, 'textarea')!;
    const send = () => find<HTMLButtonElement>(list, '.panel .primary')!.click();
    field.value = '🐦'.repeat(1001);
    send();
    await until(() => field.ariaInvalid === 'true');
    expect(find(list, '#problem')!.textContent!.trim()).to.equal('Please use at most 1,000 characters.');
    expect(reports).to.eql([]);
    field.value = '🐦'.repeat(1000);
    send();
    await until(() => reports.length === 1);
  });

  test('edits their own comment, and no one else’s', async () => {
    const backend = backendWith(roots(1));
    const own = await backend.submit({
      thread: { id: 't' },
      author: { name: 'Me', email: 'me@example.org' },
      body: 'First',
    });
    const list = await listOver(backend);
    expect(findAll(commentOf(list, 'c1'), 'button').some((each) => each.textContent!.trim() === 'Edit')).to.equal(
      false,
    );
    const edited = new Promise((resolve) =>
      list.addEventListener('starling-edited', ({ comment }) => resolve(comment.id)),
    );
    await until(() => button(list, 'Edit'));
    button(list, 'Edit')!.click();
    await until(() => find<HTMLTextAreaElement>(list, 'textarea')?.value === 'First');
    expect(list.shadowRoot!.activeElement?.localName).to.equal('textarea');
    find<HTMLTextAreaElement>(list, 'textarea')!.value = 'Second';
    button(list, 'Save')!.click();
    await until(() => textOf(commentOf(list, own.id)).includes('Second'));
    expect(textOf(commentOf(list, own.id))).to.include('edited');
    expect(await edited).to.equal(own.id);
    // Back where they were, and told.
    await until(() => commentOf(list, own.id).shadowRoot!.activeElement === button(list, 'Edit'));
    await until(() => find(list, '[role=status]')!.textContent!.trim() === 'Your changes are saved.');
  });

  test('corrects their own stars in the edit, where the backend can', async () => {
    for (const editsStars of [true, false]) {
      const backend = { ...backendWith(roots(1)), editsStars };
      const draft = { thread: { id: 't' }, author: { name: 'Me', email: 'me@example.org' }, body: 'First' };
      const own = await backend.submit({ ...draft, rating: 2 });
      const list = await listOver(backend);
      await until(() => button(list, 'Edit'));
      button(list, 'Edit')!.click();
      await until(() => find(list, '.panel textarea'));
      const rating = find<HTMLElement & { value: number | null }>(list, '.panel starling-rating');
      expect(!!rating).to.equal(editsStars);
      if (!rating) continue;
      await until(() => rating.value === 2);
      findAll<HTMLInputElement>(rating, 'input')[4]!.click();
      button(list, 'Save')!.click();
      await until(() => commentOf(list, own.id).comment?.rating === 5);
      await until(() => list.store!.summary?.average === 5);
      // The words stay as they were.
      expect(textOf(commentOf(list, own.id))).to.include('First');
    }
  });

  test('keeps what they typed when an edit fails', async () => {
    const backend = backendWith([]);
    await backend.submit({ thread: { id: 't' }, author: { name: 'Me', email: 'me@example.org' }, body: 'First' });
    const list = await listOver(Object.assign(backend, { edit: () => Promise.reject(new StarlingError('network')) }));
    await until(() => button(list, 'Edit'));
    button(list, 'Edit')!.click();
    await until(() => find(list, 'textarea'));
    find<HTMLTextAreaElement>(list, 'textarea')!.value = 'Second';
    button(list, 'Save')!.click();
    await until(() => textOf(list).includes('No connection'));
    expect(find<HTMLTextAreaElement>(list, 'textarea')!.value).to.equal('Second');
  });

  test('have back what they typed after a reload, and give it up by Cancel', async () => {
    const backend = backendWith([]);
    await backend.submit({ thread: { id: 't' }, author: { name: 'Me', email: 'me@example.org' }, body: 'First' });
    const first = await listOver(backend);
    await until(() => button(first, 'Edit'));
    button(first, 'Edit')!.click();
    await until(() => find(first, 'textarea'));
    find<HTMLTextAreaElement>(first, 'textarea')!.focus();
    await userEvent.keyboard('{End}, half');
    first.remove();
    const list = await listOver(backend);
    await until(() => button(list, 'Edit'));
    button(list, 'Edit')!.click();
    await until(() => find<HTMLTextAreaElement>(list, 'textarea')?.value === 'First, half');
    await until(() => find(list, '[role=status]')!.textContent!.trim() === 'Your unsent text is back.');
    button(list, 'Cancel')!.click();
    await until(() => !find(list, 'textarea'));
    await until(() => button(list, 'Edit'));
    button(list, 'Edit')!.click();
    await until(() => find<HTMLTextAreaElement>(list, 'textarea')?.value === 'First');
    await userEvent.keyboard('{End}, whole');
    button(list, 'Save')!.click();
    await until(() => textOf(list).includes('Your changes are saved.'));
    expect(Object.keys(localStorage).filter((key) => key.includes('"edit"'))).to.eql([]);
  });

  test('type in fields like the form’s', async () => {
    const backend = backendWith([]);
    await backend.submit({ thread: { id: 't' }, author: { name: 'Me', email: 'me@example.org' }, body: 'First' });
    const list = await listOver(backend);
    await until(() => button(list, 'Edit'));
    button(list, 'Edit')!.click();
    await until(() => find(list, 'textarea'));
    const panel = find(list, '.panel')!;
    const text = getComputedStyle(find(list, '.panel textarea')!);
    const { width } = find(list, '.panel form')!.getBoundingClientRect();
    expect(find(list, '.panel textarea')!.getBoundingClientRect().width).to.equal(width);
    expect(text.fontFamily).to.equal(getComputedStyle(panel).fontFamily);
    const [save, cancel] = [button(list, 'Save')!, button(list, 'Cancel')!].map((each) => each.getBoundingClientRect());
    expect(save!.height).to.be.at.least(44);
    expect(cancel!.left - save!.right).to.be.at.least(8);
  });

  test('is told at the field that an edit is empty, and goes on there', async () => {
    const backend = backendWith([]);
    await backend.submit({ thread: { id: 't' }, author: { name: 'Me', email: 'me@example.org' }, body: 'First' });
    const list = await listOver(backend);
    await until(() => button(list, 'Edit'));
    button(list, 'Edit')!.click();
    await until(() => find(list, 'textarea'));
    const field = find<HTMLTextAreaElement>(list, 'textarea')!;
    field.value = ' ';
    const save = button(list, 'Save')!;
    save.focus();
    save.click();
    await until(() => field.ariaInvalid === 'true');
    const described = list.shadowRoot!.getElementById(field.getAttribute('aria-describedby')!)!;
    await until(() => described.textContent!.trim() === 'Please enter a message.');
    expect(list.shadowRoot!.activeElement).to.equal(field);
    expect(find(list, '[role=status]')!.textContent!.trim()).to.equal('');
    // It fades in.
    await Promise.all(list.shadowRoot!.getAnimations().map(({ finished }) => finished));
    await expect(list).to.be.accessible();
  });

  test('does not delete by pressing Enter twice, and is back at the button after Cancel', async () => {
    const backend = backendWith([]);
    const own = await backend.submit({
      thread: { id: 't' },
      author: { name: 'Me', email: 'me@example.org' },
      body: 'First',
    });
    const list = await listOver(backend);
    button(list, 'Delete')!.click();
    await until(() => list.shadowRoot!.activeElement?.textContent!.trim() === 'Cancel');
    (list.shadowRoot!.activeElement as HTMLElement).click();
    await until(() => commentOf(list, own.id).shadowRoot!.activeElement?.textContent!.trim() === 'Delete');
    expect(find(list, '.panel')).to.equal(undefined);
    expect(textOf(commentOf(list, own.id))).to.include('First');
  });

  test('hears that the order has changed', async () => {
    const list = await listOver(backendWith(roots(2)));
    const select = find<HTMLSelectElement>(list, 'select')!;
    select.value = 'oldest';
    select.dispatchEvent(new Event('change'));
    await until(() => find(list, '[role=status]')!.textContent!.trim() === 'Sorted by: Oldest');
    expect(names(list)[0]).to.equal('Reader 1');
  });

  test.each([
    ['none', 'Thank you! Your comment is posted.'],
    ['all', 'Thank you! Your comment waits for a moderator.'],
  ])('hears what became of a reply under moderation of %s, and goes on at it', async (moderation, words) => {
    const list = await listOver(backendWith(roots(2), { moderation }));
    button(commentOf(list, 'c1'), 'Reply')!.click();
    await until(() => find(list, '.panel starling-comment-form'));
    const form = find(list, '.panel starling-comment-form')!;
    await until(() => find(form, 'textarea'));
    for (const [name, value] of Object.entries({ email: 'me@example.org', name: 'Me', body: 'A reply' })) {
      const field = find<HTMLInputElement>(form, `[name=${name}]`)!;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    find<HTMLButtonElement>(form, '[part=submit]')!.click();
    await until(() => find(list, '.note')!.textContent!.trim() === words);
    expect(find(list, '.panel')).to.equal(undefined);
    await until(() => textOf(list.shadowRoot!.activeElement!).includes('A reply'));
    expect(list.shadowRoot!.activeElement!.localName).to.equal('li');
  });

  test('deletes their own comment after being asked', async () => {
    const backend = backendWith(roots(1));
    const own = await backend.submit({
      thread: { id: 't' },
      author: { name: 'Me', email: 'me@example.org' },
      body: 'First',
    });
    const list = await listOver(backend);
    button(list, 'Delete')!.click();
    await until(() => textOf(list).includes('Delete this comment?'));
    await expect(list).to.be.accessible();
    expect(textOf(commentOf(list, own.id))).to.include('First');
    findAll<HTMLButtonElement>(list, '.panel button')[0]!.click();
    await until(() => textOf(commentOf(list, own.id)).includes('This comment was deleted.'));
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await until(() => textOf(find(list, '[part=heading]')!).includes('1 comment'));
  });

  test('opens one panel at a time, and closes it with Cancel', async () => {
    const list = await listOver(backendWith(roots(2)));
    button(commentOf(list, 'c1'), 'Report')!.click();
    await until(() => findAll(list, '.panel').length === 1);
    button(commentOf(list, 'c2'), 'Report')!.click();
    await until(() => find(list, '#comment-c2 .panel'));
    expect(findAll(list, '.panel')).to.have.length(1);
    button(list, 'Cancel')!.click();
    await until(() => !find(list, '.panel'));
  });
});

describe('a reader’s own new comment', () => {
  const draft = { thread: { id: 't' }, author: { name: 'Me', email: 'me@example.org' } };

  test('stands where the order puts it, and only under the filter that it passes', async () => {
    const backend = backendWith(roots(3));
    const list = await listOver(backend);
    await submitComment(list.store!, { ...draft, body: 'Mine', rating: 5 }, 'key-1');
    await until(() => names(list)[0] === 'Me');
    list.store!.rating = 3;
    list.store!.changed();
    await until(() => !names(list).includes('Me'));
    await list.store!.show('oldest');
    await until(() => names(list).join() === 'Reader 1,Reader 2,Reader 3,Me');
  });

  test('that waits for a moderator stands last under any order but the newest first', async () => {
    const backend = backendWith(roots(3), { moderation: 'all' });
    const list = await listOver(backend, { sort: 'oldest' });
    await submitComment(list.store!, { ...draft, body: 'Mine' }, 'key-2');
    await until(() => names(list).at(-1) === 'Me');
    await list.store!.show('newest');
    await until(() => names(list)[0] === 'Me');
  });

  test('is not shown before its page where there are more pages', async () => {
    const backend = backendWith(roots(4));
    const list = await listOver(backend, { 'page-size': '2' });
    await submitComment(list.store!, { ...draft, body: 'Mine' }, 'key-3');
    await list.store!.show('oldest');
    await until(() => names(list).join() === 'Reader 1,Reader 2');
    button(list, 'Show more')!.click();
    await until(() => names(list).length === 4);
    button(list, 'Show more')!.click();
    await until(() => names(list).join() === 'Reader 1,Reader 2,Reader 3,Reader 4,Me');
  });
});

test('the notice is in the words of its error, also where these arrive after it', async () => {
  const list = await listOver(
    Object.assign(backendWith(roots(1)), {
      vote: () => Promise.reject(new StarlingError('rate-limited', undefined, { retryAfter: 7 })),
    }),
  );
  list.locale = 'zz';
  await list.updateComplete;
  button(list, /^Helpful/)!.click();
  const notice = find(list, '.note')!;
  await until(() => notice.textContent!.includes('7'));
  setMessages('zz', { 'error.rate-limited': 'Wait {n} moments' });
  await until(() => notice.textContent!.trim() === 'Wait 7 moments');
});

describe('a permalink', () => {
  test('ends at its comment among hundreds of every height', async () => {
    const seeds = roots(300).map((root, index) => ({ ...root, body: 'long text '.repeat((index * 37) % 400) + '.' }));
    const list = await listOver(backendWith(seeds), { 'page-size': '100' });
    for (const id of ['c250', 'c205', 'c290']) {
      location.hash = `#comment-${id}`;
      await until(() => list.shadowRoot!.activeElement?.id === `comment-${id}`);
      await until(() => {
        const { top, bottom } = list.shadowRoot!.activeElement!.getBoundingClientRect();
        const middle = (top + bottom) / 2;
        return bottom - top < innerHeight ? Math.abs(middle - innerHeight / 2) < 8 : top < innerHeight && bottom > 0;
      }, `${id} in the middle`);
    }
  });

  test('goes to a comment that is on the page', async () => {
    history.replaceState(null, '', '#comment-c2');
    const list = await listOver(backendWith(roots(3)));
    await until(() => list.shadowRoot!.activeElement?.id === 'comment-c2');
    expect(textOf(list)).not.to.include('Linked comment');
    expect(names(list)).to.have.length(3);
  });

  test('shows a comment of a later page with its branch, and all when asked', async () => {
    history.replaceState(null, '', '#comment-deep');
    const list = await listOver(
      backendWith([
        { id: 'old', author: { name: 'Old' }, body: 'old', createdAt: '2020-01-01T00:00:00Z' },
        { id: 'deep', author: { name: 'Deep' }, body: 'deep', parent: 'old', createdAt: '2020-01-02T00:00:00Z' },
        ...roots(30),
      ]),
    );
    await until(() => textOf(list).includes('Linked comment'));
    await until(() => names(list).join() === 'Old,Deep');
    await until(() => list.shadowRoot!.activeElement?.id === 'comment-deep');
    await expect(list).to.be.accessible();
    button(list, 'Show all comments')!.click();
    await until(() => names(list).length === 25);
  });

  test('to a comment that is gone says so, and shows the others', async () => {
    history.replaceState(null, '', '#comment-nowhere');
    const list = await listOver(backendWith(roots(2)));
    await until(() => textOf(list).includes('no longer there'));
    expect(names(list)).to.have.length(2);
  });

  test('is followed when the address changes', async () => {
    const list = await listOver(backendWith(roots(3)));
    location.hash = '#comment-c1';
    await until(() => list.shadowRoot!.activeElement?.id === 'comment-c1');
  });
});

describe('hostile answers', () => {
  test('run nothing and leave the other comments standing', async () => {
    const backend = memoryBackend({ options: {} });
    const script = '<img src=x onerror="window.pwned = true"><script>window.pwned = true</script>';
    const page = await backendWith(roots(2)).list({ thread: { id: 't' }, sort: 'newest', limit: 25 });
    const [first] = page.comments;
    const bad = {
      ...first!,
      id: 'bad"><script>',
      html: script,
      author: { name: script, url: 'javascript:window.pwned=true' },
    };
    const list = await listOver(
      Object.assign(backend, { list: async () => ({ ...page, comments: [bad, ...page.comments] }) }),
    );
    expect(names(list)).to.have.length(3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect('pwned' in window).to.equal(false);
    expect(findAll(list, 'script')).to.have.length(0);
    expect(findAll<HTMLAnchorElement>(list, 'a').filter(({ href }) => href.startsWith('javascript'))).to.have.length(0);
  });

  test('of wrong types end in a clear error, not in an empty page', async () => {
    for (const comments of [null, 'no array', 7]) {
      const backend = Object.assign(backendWith([]), {
        list: async () => ({ comments, total: 1, thread: null }) as never,
      });
      const list = document.createElement('starling-comment-list');
      Object.assign(list, { backend, thread: `t${comments}` });
      await fixture(html`${list}`);
      await until(() => button(list, 'Try again'));
    }
  });
});
