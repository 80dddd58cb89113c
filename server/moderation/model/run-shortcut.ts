import type { Decision } from '../client/api.js';
import type { Desk } from './desk.js';
import { pinFor } from './offered.js';
import type { Shortcut } from './shortcuts.js';

/** What shortcuts need of the view that shows the list. */
export interface QueueStage {
  /** Whether a comment fills the screen instead of the list. */
  isOpened: boolean;
  open(id: string): void;
  close(): void;
  /** Decides on the selected comments, or on the current one if none is selected. */
  decide(decision: Decision): void;
  write(mode: 'reply' | 'edit'): Promise<void>;
  showNew(): void;
  focusCurrent(): void;
  focusSearch(): void;
}

type Run = (desk: Desk, stage: QueueStage) => unknown;

const move =
  (by: number): Run =>
  ({ queue }, stage) => {
    queue.move(by);
    stage.focusCurrent();
  };

const write =
  (mode: 'reply' | 'edit'): Run =>
  ({ queue }, stage) =>
    queue.current && stage.write(mode);

const decide =
  (decision: Decision): Run =>
  (_desk, stage) =>
    stage.decide(decision);

const runs: Partial<Record<Shortcut, Run>> = {
  next: move(1),
  previous: move(-1),
  open: ({ queue: { current } }, stage) => current && stage.open(current.comment.id),
  approve: decide('approve'),
  spam: decide('spam'),
  delete: decide('delete'),
  hold: decide('hold'),
  reply: write('reply'),
  edit: write('edit'),
  pin: ({ queue: { current }, decisions }) => {
    const decision = current && pinFor(current.comment);
    if (decision) void decisions.decide([current.comment.id], decision);
  },
  undo: ({ decisions }) => decisions.undo(),
  select: ({ queue: { current }, selection }) => current && selection.toggle(current.comment.id),
  selectAll: ({ selection }) => selection.selectShown(),
  reload: (_desk, stage) => stage.showNew(),
  search: (_desk, stage) => stage.focusSearch(),
  close: ({ selection }, stage) => {
    if (selection.size > 0) selection.clear();
    else if (stage.isOpened) stage.close();
  },
};

/** Runs a shortcut of the list; returns whether the list has such a shortcut. */
export const runShortcut = (shortcut: Shortcut, desk: Desk, stage: QueueStage): boolean => {
  const run = runs[shortcut];
  run?.(desk, stage);
  return run !== undefined;
};
