import type { RowKind, RowList } from '../../../../../model/row-list.ts';
import { Button } from '../../../parts/controls/button.tsx';
import { Failure } from '../../../parts/failure.tsx';
import { numberText } from '../../../parts/numbers.ts';
import { Empty } from '../../../parts/view-head.tsx';
import { say } from '../../../state/language.ts';
import { useResource } from '../../../state/resource.ts';
import { useSettled } from '../../../state/settled.ts';
import { aboveOf, KINDS } from '../kinds.ts';
import { RowName } from '../row-name.tsx';
import { linkToRow, listRows, PAGE, turn, type Step } from '../rows.ts';
import { DATA, KIND_NAMES } from '../texts.ts';
import { usePages } from '../use-pages.ts';

/** Time without a key after which the search begins. */
const REST_MS = 200;
/** Rows of each kind at first, if all kinds are searched. */
const FEW = 10;

interface SearchResultsProps {
  search: string;
  /** Empty for all. */
  kind: string;
  open: Step | undefined;
}

const Result = ({ step, search, kind, open }: SearchResultsProps & { step: Step }) => {
  const [above] = aboveOf(step.kind, step.row.row);
  const isOpen = open !== undefined && linkToRow(open) === linkToRow(step);
  return (
    <li>
      <a class="result" href={linkToRow(step, { search, kind })} aria-current={isOpen ? 'true' : undefined}>
        <RowName row={step.row} />
        {above !== undefined && (
          <span class="quiet small">
            {say(KIND_NAMES[above.kind].one)} #{above.id}
          </span>
        )}
      </a>
    </li>
  );
};

const ResultsOfKind = ({ of, first, ...shared }: SearchResultsProps & { of: RowKind; first: RowList }) => {
  const { rows, more, isLoading, failure } = usePages(of, { search: shared.search, limit: PAGE }, first);
  const left = first.total - rows.length;
  return (
    <section>
      <h2 class="results-head">
        {say(KIND_NAMES[of].many)} <span class="number quiet">{numberText(first.total)}</span>
      </h2>
      <ol class="results" aria-label={say(KIND_NAMES[of].many)}>
        {rows.map((row) => (
          <Result key={linkToRow({ kind: of, row })} step={{ kind: of, row }} {...shared} />
        ))}
      </ol>
      {failure !== undefined && <Failure failure={failure} />}
      {left > 0 && more !== undefined && (
        <Button kind="plain" onClick={more}>
          {say(DATA.more, { count: numberText(left) })}
        </Button>
      )}
      {isLoading && <p class="tree-note quiet">{say(DATA.loading)}</p>}
    </section>
  );
};

/** The rows that a search finds, by their kinds. */
export const SearchResults = ({ search, kind, open }: SearchResultsProps) => {
  const settled = useSettled(search, REST_MS);
  const kinds = KINDS.filter((one) => kind === '' || one === kind);
  const limit = kinds.length > 1 ? FEW : PAGE;
  const { value, failure, isLoading, reload } = useResource(
    (signal) =>
      Promise.all(kinds.map(async (of) => ({ of, first: await listRows(of, { search: settled, limit }, signal) }))),
    [settled, kind, turn.value],
  );
  if (failure !== undefined) return <Failure failure={failure} onRetry={reload} />;
  const found = value?.filter(({ first }) => first.total > 0) ?? [];
  const isDone = value !== undefined && !isLoading && settled === search;
  return (
    <div role="region" aria-label={say(DATA.results)} aria-busy={!isDone}>
      {found.map(({ of, first }) => (
        <ResultsOfKind key={of} of={of} first={first} search={settled} kind={kind} open={open} />
      ))}
      {value === undefined && <p class="tree-note quiet">{say(DATA.loading)}</p>}
      {isDone && found.length === 0 && (
        <Empty title={say(DATA.noResult)}>
          <p>{say(DATA.noResultHint)}</p>
        </Empty>
      )}
    </div>
  );
};
