import { useEffect, useState } from 'preact/hooks';
import type { RowKind, RowQuery } from '../../../../model/row-list.ts';
import { numberText } from '../../parts/numbers.ts';
import { say } from '../../state/language.ts';
import type { Step } from './rows.ts';
import { KIND_NAMES } from './texts.ts';
import { Chevron } from './chevron.tsx';
import { TreeRows } from './tree-rows.tsx';

export interface BranchProps {
  kind: RowKind;
  /** The row that these rows belong to, as a filter. */
  query: RowQuery;
  /** The row that is open. */
  open: Step | undefined;
  /** The way on to the row that has to be shown, if it leads through here. */
  reveal: readonly Step[] | undefined;
}

interface TreeGroupProps extends BranchProps {
  count: number;
  isOpenAtFirst?: boolean;
}

/** True if a branch is open, and the change of it. A branch opens by itself if a row below it has to be shown. */
export const useExpanded = (reveal: readonly Step[] | undefined, atFirst = false) => {
  const [isExpanded, setExpanded] = useState(atFirst);
  useEffect(() => {
    if (reveal !== undefined) setExpanded(true);
  }, [reveal]);
  return { isExpanded, toggle: () => setExpanded((before) => !before) };
};

/** The rows of one kind that belong to another row: a line with their number, and below it the rows. */
export const TreeGroup = ({ count, isOpenAtFirst, ...branch }: TreeGroupProps) => {
  const { isExpanded, toggle } = useExpanded(branch.reveal, isOpenAtFirst);
  return (
    <li>
      <div class="tree-line">
        <button class="tree-group" type="button" aria-expanded={isExpanded} onClick={toggle}>
          <Chevron />
          <span>{say(KIND_NAMES[branch.kind].many)}</span>
          <span class="number quiet">{numberText(count)}</span>
        </button>
      </div>
      {isExpanded && <TreeRows {...branch} />}
    </li>
  );
};
