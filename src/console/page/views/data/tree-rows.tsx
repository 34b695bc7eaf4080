import { Failure } from '../../parts/failure.tsx';
import { numberText } from '../../parts/numbers.ts';
import { say } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { listRows, PAGE, turn } from './rows.ts';
import type { BranchProps } from './tree-group.tsx';
import { TreeRow } from './tree-row.tsx';
import { DATA, KIND_NAMES } from './texts.ts';
import { usePages } from './use-pages.ts';

/** The rows of a branch, a page at a time. */
export const TreeRows = ({ kind, query, open, reveal }: BranchProps) => {
  const page = { ...query, limit: PAGE };
  const first = useResource((signal) => listRows(kind, page, signal), [kind, JSON.stringify(query), turn.value]);
  const { rows, more, isLoading, failure } = usePages(kind, page, first.value);
  const [target, ...below] = reveal ?? [];
  // The row that has to be shown may lie on a later page. It stands behind the others then, as it does in the whole list.
  const isFarther = first.value !== undefined && target !== undefined && rows.every(({ id }) => id !== target.row.id);
  const shown = isFarther ? [...rows, target.row] : rows;
  const problem = first.failure ?? failure;
  const left = (first.value?.total ?? 0) - rows.length;
  return (
    <ul aria-label={say(KIND_NAMES[kind].many)}>
      {shown.map((row) => (
        <TreeRow key={row.id} step={{ kind, row }} open={open} reveal={target?.row.id === row.id ? below : undefined} />
      ))}
      {(first.isLoading || isLoading) && rows.length === 0 && <li class="tree-note quiet">{say(DATA.loading)}</li>}
      {problem !== undefined && (
        <li>
          <Failure failure={problem} onRetry={first.failure === undefined ? () => more?.() : first.reload} />
        </li>
      )}
      {left > 0 && problem === undefined && (
        <li>
          <div class="tree-line">
            <button class="tree-group tree-more" type="button" disabled={more === undefined} onClick={more}>
              {say(DATA.more, { count: numberText(left) })}
            </button>
          </div>
        </li>
      )}
    </ul>
  );
};
