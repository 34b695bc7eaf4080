const LINE = '.tree-line';

/** The part of a line that takes the focus: its link, or the button of a group. */
const focusLine = (line: Element | null | undefined): void =>
  line?.querySelector<HTMLElement>('a, .tree-group')?.focus();

/**
 * Moves in the tree by the arrow keys: up and down between the lines, right into a branch and left out of it. All that they do
 * can be done with Tab and Enter, too.
 */
export const moveInTree = (event: KeyboardEvent): void => {
  const line = (event.target as HTMLElement).closest(LINE);
  const toggle = line?.querySelector<HTMLElement>('[aria-expanded]');
  const isExpanded = toggle?.getAttribute('aria-expanded') === 'true';
  const moveBy = (step: number): void => {
    const lines = [...(event.currentTarget as HTMLElement).querySelectorAll(LINE)];
    focusLine(lines[lines.indexOf(line as Element) + step]);
  };
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => moveBy(1),
    ArrowUp: () => moveBy(-1),
    ArrowRight: () => (toggle === null || toggle === undefined || isExpanded ? moveBy(1) : toggle.click()),
    ArrowLeft: () => (isExpanded ? toggle.click() : focusLine(line?.closest('ul')?.closest('li')?.querySelector(LINE))),
  };
  const move = moves[event.key];
  if (line === null || move === undefined) return;
  event.preventDefault();
  move();
};
