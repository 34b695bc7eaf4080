import { CopyButton } from '../../../parts/controls/copy-button.tsx';
import { Failure } from '../../../parts/failure.tsx';
import { Json } from '../../../parts/json.tsx';
import { Empty } from '../../../parts/view-head.tsx';
import { say } from '../../../state/language.ts';
import { linkTo, route } from '../../../state/route.ts';
import type { Resource } from '../../../state/resource.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { RowFacts } from './row-facts.tsx';
import { RowName } from '../row-name.tsx';
import { RowRequestPanel } from './row-request.tsx';
import { linkToRow, type Place, type Step } from '../rows.ts';
import { DATA, KIND_NAMES, ROW } from '../texts.ts';

/** The ways out of an open row: back to the tree or the results, and from the results into the tree. */
const WaysOut = ({ step }: { step: Step | undefined }) => {
  const { search = '', kind = '' } = route.value.query;
  return (
    <>
      {search !== '' && step !== undefined && (
        <a class="button plain" href={linkToRow(step)}>
          {say(ROW.inTree)}
        </a>
      )}
      <a class="button plain" href={linkTo('data', [], { search, kind })}>
        <span class="when-wide">{say(ROW.close)}</span>
        <span class="when-narrow">{say(search === '' ? ROW.back : ROW.backToResults)}</span>
      </a>
    </>
  );
};

const Gone = ({ place }: { place: Place | undefined }) =>
  place === undefined ? (
    <p class="quiet">{say(ROW.goneAddress)}</p>
  ) : (
    <Empty title={say(ROW.goneTitle)}>
      <p>{say(ROW.gone, { kind: say(KIND_NAMES[place.kind].one), id: place.id })}</p>
    </Empty>
  );

const RowBody = ({ path, step }: { path: readonly Step[]; step: Step }) => {
  const { kind, row } = step;
  const title = say(row.request === null ? ROW.jsonOfFixture : ROW.json);
  return (
    <>
      <Breadcrumb path={path} />
      <RowFacts path={path} step={step} />
      <div class="row-parts">
        <section>
          <div class="with-heading">
            <h3>{title}</h3>
            <CopyButton text={() => JSON.stringify(row.row, null, 2)}>{say(ROW.copyJson)}</CopyButton>
          </div>
          <Json value={row.row} label={title} />
        </section>
        <RowRequestPanel key={`${kind} ${row.id}`} row={row} />
      </div>
    </>
  );
};

/** The row that is open: its place, its JSON, and the request that returns it. */
export const RowDetail = ({ place, path }: { place: Place | undefined; path: Resource<Step[]> }) => {
  const { value, failure, isLoading, reload } = path;
  const step = value?.at(-1);
  const isThis = step !== undefined && step.kind === place?.kind && step.row.id === place.id;
  return (
    <aside
      class="card row-detail"
      aria-label={place === undefined ? say(ROW.goneTitle) : `${say(KIND_NAMES[place.kind].one)} ${place.id}`}
    >
      <header class="card-head">
        {place !== undefined && <span class="tag accent">{say(KIND_NAMES[place.kind].one)}</span>}
        <h2 tabIndex={-1}>
          {isThis ? <RowName row={step.row} /> : place === undefined ? say(ROW.goneTitle) : `#${place.id}`}
        </h2>
        <span class="bar-space" />
        <WaysOut step={isThis ? step : undefined} />
      </header>
      <div class="card-body" aria-busy={isLoading}>
        {failure !== undefined && <Failure failure={failure} onRetry={reload} />}
        {failure === undefined && isThis && <RowBody path={value as Step[]} step={step} />}
        {failure === undefined && !isThis && isLoading && <p class="quiet">{say(DATA.loading)}</p>}
        {failure === undefined && !isThis && !isLoading && <Gone place={place} />}
      </div>
    </aside>
  );
};
