const timing = { duration: 150, easing: 'ease-out' };

/** Animates rows as they close or open. Without animation for reduced motion, and for rows outside the window. */
export async function foldRows(rows: HTMLElement[], isClosing: boolean): Promise<void> {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const seen = rows.filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
  const folding = seen.map((row) => {
    const open = { height: `${row.offsetHeight}px`, opacity: 1, overflow: 'clip' };
    const closed = { height: 0, paddingBlock: 0, opacity: 0, overflow: 'clip' };
    return row.animate(isClosing ? [open, closed] : [closed, open], timing).finished;
  });
  // A row that is removed meanwhile takes its animation along, so a rejection is ignored.
  await Promise.allSettled(folding);
}
