import { html, nothing } from 'lit/html.js';
import type { PropertyDeclarations, Changed } from '../../../src/elements/base/reactive-element.js';
import type { Decision, Session } from '../client/api.js';
import type { Desk } from '../model/desk.js';
import { listOf } from '../model/filter.js';
import { Watch } from '../model/observable.js';
import { type QueueStage, runShortcut } from '../model/run-shortcut.js';
import type { Shortcut } from '../model/shortcuts.js';
import type { ModerationDetail } from './detail.js';
import type { ModerationEmptySpam } from './empty-spam.js';
import { ModerationElement } from './moderation-element.js';
import type { ModerationQueueHead } from './queue-head.js';
import type { DecisionOn, ModerationQueueList } from './queue-list.js';
import { styles } from './queue-view.styles.js';

/**
 * The list of comments, with the current comment beside it. Emits `filter` to list other comments, and `opened` and
 * `closed` for the comment that fills a small screen.
 */
export class ModerationQueueView extends ModerationElement implements QueueStage {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    session: { attribute: false },
    isOpened: { attribute: false },
  };

  declare desk: Desk;
  declare session: Session;
  /** Whether a small screen shows the comment instead of the list. */
  declare isOpened: boolean;
  readonly watches = [new Watch(this, () => this.desk?.queue), new Watch(this, () => this.desk?.decisions)];
  /** Whether to move the focus to the list once it is rendered. */
  #goesToList = false;
  /** The list's scroll position when a comment was opened over it. */
  #scrolled = 0;

  /** Runs a shortcut; returns whether there was anything to do. */
  run(shortcut: Shortcut): boolean {
    return runShortcut(shortcut, this.desk, this);
  }

  open(id: string): void {
    this.emit('opened', id);
  }

  close(): void {
    this.emit('closed');
  }

  decide(decision: Decision): void {
    const { selection, decisions, queue } = this.desk;
    if (selection.isAllMatching) void decisions.decideMatching(decision);
    else if (selection.size > 0) void decisions.decide([...selection.ids], decision);
    else if (queue.current) return this.#decideOn({ id: queue.current.comment.id, decision });
    selection.clear();
  }

  /** On a small screen, opens the comment first. */
  async write(mode: 'reply' | 'edit'): Promise<void> {
    const { currentId } = this.desk.queue;
    if (this.#isNarrow && !this.isOpened && currentId !== undefined) this.open(currentId);
    await this.updateComplete;
    await this.renderRoot.querySelector<ModerationDetail>('moderation-detail')?.write(mode);
  }

  showNew(): void {
    const { queue } = this.desk;
    if (queue.arrived.length === 0) return void queue.load();
    queue.showArrived();
    this.focusCurrent();
  }

  focusCurrent(): void {
    // The list receives the current comment when this view renders.
    void this.updateComplete.then(() => this.#list?.focusCurrent());
  }

  focusSearch(): void {
    this.renderRoot.querySelector<ModerationQueueHead>('moderation-queue-head')?.focusSearch();
  }

  protected override willUpdate(changed: Changed): void {
    if (changed.has('isOpened') && this.isOpened) this.#scrolled = scrollY;
  }

  protected override updated(changed: Changed): void {
    const { queue } = this.desk;
    if (this.#goesToList && queue.status !== 'loading') {
      this.#goesToList = false;
      if (queue.current) this.focusCurrent();
    }
    if (changed.get('isOpened') === undefined || !this.#isNarrow) return;
    scrollTo(0, this.isOpened ? 0 : this.#scrolled);
    if (this.isOpened) this.renderRoot.querySelector<HTMLElement>('.back button')?.focus({ preventScroll: true });
    else this.focusCurrent();
  }

  protected override render(): unknown {
    const { queue, selection, decisions } = this.desk;
    const { current } = queue;
    const list = this.t(`list.${listOf(queue.filter)}`);
    return html`<div class="columns ${this.isOpened ? 'opened' : ''}">
      <section class="list" aria-label=${list}>
        <moderation-queue-head
          .desk=${this.desk}
          .sites=${this.session.sites}
          @show-new=${() => this.showNew()}
          @to-list=${this.#toList}
        ></moderation-queue-head>
        ${this.#renderSpamTools()}
        <moderation-queue-list
          .desk=${this.desk}
          @decide-on=${({ detail }: CustomEvent<DecisionOn>) => this.#decideOn(detail)}
        ></moderation-queue-list>
        <moderation-bulk-bar
          .selection=${selection}
          .decisions=${decisions}
          @decide=${({ detail }: CustomEvent<Decision>) => this.decide(detail)}
        ></moderation-bulk-bar>
      </section>
      <section class="detail" aria-label=${this.t('inThread')} tabindex="-1">
        <div class="back">
          <h1 class="unseen">${list}</h1>
          <button type="button" @click=${() => this.close()}>← ${this.t('back')}</button>
        </div>
        <moderation-detail
          .desk=${this.desk}
          .item=${current}
          .name=${this.session.shownName}
          @decide=${({ detail }: CustomEvent<Decision>) =>
            current && this.#decideOn({ id: current.comment.id, decision: detail })}
        ></moderation-detail>
      </section>
      <moderation-empty-spam .desk=${this.desk}></moderation-empty-spam>
    </div>`;
  }

  #renderSpamTools(): unknown {
    const { queue } = this.desk;
    if (listOf(queue.filter) !== 'spam' || queue.items.length === 0) return nothing;
    return html`<div class="spam-tools">
      <span>${this.t('spamStays')}</span>
      <button class="outlined delete" type="button" @click=${() => void this.#emptySpam?.show()}>
        ${this.t('emptySpam')}
      </button>
    </div>`;
  }

  #decideOn({ id, decision }: DecisionOn): void {
    const { decisions, queue } = this.desk;
    const item = queue.find(id);
    // If the key is pressed again, that is meant for the next comment, not for this one.
    if (!item || item.pending || item.decided === decision) return;
    void decisions.decide([id], decision);
    if (id !== queue.currentId) return;
    if (!this.#isNarrow) {
      queue.moveOn();
      this.focusCurrent();
    } else if (this.isOpened) {
      // Goes from one comment directly to the next, without the list in between.
      queue.moveOn();
      scrollTo(0, 0);
    }
  }

  readonly #toList = (): void => {
    this.#goesToList = true;
    this.requestUpdate();
  };

  get #list(): ModerationQueueList | null {
    return this.renderRoot.querySelector('moderation-queue-list');
  }

  get #emptySpam(): ModerationEmptySpam | null {
    return this.renderRoot.querySelector('moderation-empty-spam');
  }

  get #isNarrow(): boolean {
    return matchMedia('(max-width: 62rem)').matches;
  }
}
