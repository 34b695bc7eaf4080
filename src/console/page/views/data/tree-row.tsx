import { useEffect, useRef } from 'preact/hooks';
import { numberText } from '../../parts/numbers.ts';
import { say } from '../../state/language.ts';
import { Chevron } from './chevron.tsx';
import { KINDS } from './kinds.ts';
import { RowName } from './row-name.tsx';
import { filterBy, linkToRow, type Step } from './rows.ts';
import { DATA, KIND_NAMES } from './texts.ts';
import { TreeGroup, useExpanded, type BranchProps } from './tree-group.tsx';
import { TreeRows } from './tree-rows.tsx';

interface TreeRowProps extends Pick<BranchProps, 'open' | 'reveal'> {
  step: Step;
}

const isSame = (one: Step | undefined, other: Step): boolean =>
  one !== undefined && linkToRow(one) === linkToRow(other);

/** A row of the tree: its name, which opens it, and the rows that belong to it. */
export const TreeRow = ({ step, open, reveal }: TreeRowProps) => {
  const { kind, row } = step;
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
};
