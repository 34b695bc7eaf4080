import { memo } from 'preact/compat';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { RowKind, RowQuery } from '../../../../../model/row-list.ts';
import { Failure } from '../../../parts/failure.tsx';
import { numberText } from '../../../parts/numbers.ts';
import { say } from '../../../state/language.ts';
import { useResource } from '../../../state/resource.ts';
import { KINDS } from '../kinds.ts';
import { RowName } from '../row-name.tsx';
import { filterBy, linkToRow, listRows, PAGE, turn, type Step } from '../rows.ts';
import { DATA, KIND_NAMES } from '../texts.ts';
import { usePages } from '../use-pages.ts';
import { Chevron } from './chevron.tsx';
import { useExpanded } from './use-expanded.ts';

// A branch has rows, and a row has branches: they stand in one file, because each needs the other.

interface BranchProps {
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

/** The rows of a branch, a page at a time. */
const TreeRows = ({ kind, query, open, reveal }: BranchProps) => {
  const page = { ...query, limit: PAGE };
  const first = useResource((signal) => listRows(kind, page, signal), [kind, JSON.stringify(query), turn.value]);
  const { rows, more, isLoading, failure } = usePages(kind, page, first.value);
  const target = reveal?.[0];
  const below = useMemo(() => reveal?.slice(1), [reveal]);
  // The row that has to be shown may lie on a later page. It stands behind the others then, as it does in the whole list.
  const isFarther = first.value !== undefined && target !== undefined && rows.every(({ id }) => id !== target.row.id);
  const shown = isFarther ? [...rows, target.row] : rows;
  const problem = first.failure ?? failure;
  const left = (first.value?.total ?? 0) - rows.length;
  return (
    <ul aria-label={say(KIND_NAMES[kind].many)}>
      {shown.map((row) => (
        <TreeRow
          key={row.id}
          kind={kind}
          row={row}
          open={open}
          reveal={target?.row.id === row.id ? below : undefined}
        />
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

type TreeRowProps = Step & Pick<BranchProps, 'open' | 'reveal'>;

const isSame = (one: Step | undefined, other: Step): boolean =>
  one !== undefined && linkToRow(one) === linkToRow(other);

/** A row of the tree: its name, which opens it, and the rows that belong to it. It is drawn again only if something of it changes. */
const TreeRow = memo(({ kind, row, open, reveal }: TreeRowProps) => {
  const step = { kind, row };
  const link = useRef<HTMLAnchorElement>(null);
  const { isExpanded, toggle } = useExpanded(reveal?.length === 0 ? undefined : reveal);
  useEffect(() => {
    if (reveal?.length === 0) link.current?.scrollIntoView({ block: 'nearest' });
  }, [reveal]);
  const below = KINDS.filter((child) => (row.counts[child] ?? 0) > 0);
  const [only] = below;
  // Rows that only one kind belongs to need no line for it.
  const isPlain = Object.keys(row.counts).length === 1 && only !== undefined;
  const query = filterBy({ kind, id: row.id });
  const label = say(isExpanded ? DATA.collapse : DATA.expand, { name: row.name === '' ? `#${row.id}` : row.name });
  return (
    <li>
      <div class="tree-line">
        {only === undefined ? (
          <span class="tree-leaf" />
        ) : (
          <button class="tree-toggle" type="button" aria-expanded={isExpanded} aria-label={label} onClick={toggle}>
            <Chevron />
          </button>
        )}
        <a class="tree-row" ref={link} href={linkToRow(step)} aria-current={isSame(open, step) ? 'true' : undefined}>
          <RowName row={row} />
        </a>
        {isPlain && (
          <span class="number quiet small" title={say(KIND_NAMES[only].many)}>
            {numberText(row.counts[only] ?? 0)}
            <span class="visually-hidden"> {say(KIND_NAMES[only].many)}</span>
          </span>
        )}
      </div>
      {isExpanded && isPlain && <TreeRows kind={only} query={query} open={open} reveal={reveal} />}
      {isExpanded && !isPlain && (
        <ul>
          {below.map((child) => (
            <TreeGroup
              key={child}
              kind={child}
              count={row.counts[child] ?? 0}
              query={query}
              open={open}
              reveal={reveal?.[0]?.kind === child ? reveal : undefined}
            />
          ))}
        </ul>
      )}
    </li>
  );
});
