import { Button } from '../../parts/controls/button.tsx';
import { Empty, ViewHead } from '../../parts/view-head.tsx';
import { say } from '../../state/language.ts';
import { route } from '../../state/route.ts';
import { useResource } from '../../state/resource.ts';
import { KINDS } from './kinds.ts';
import { RowDetail } from './row/row-detail.tsx';
import { findPath, turn, type Place } from './rows.ts';
import { SearchBar } from './search/search-bar.tsx';
import { SearchResults } from './search/search-results.tsx';
import { DATA } from './texts.ts';
import { Tree } from './tree/tree.tsx';
import { useWayBack } from './use-way-back.ts';
import './data.css';

/** The row that the address names. */
const placeIn = ([name, id = '']: readonly string[], instance: string | undefined): Place | undefined => {
  const kind = KINDS.find((one) => one === name);
  return kind === undefined || !/^\d{1,15}$/.test(id) ? undefined : { kind, id: Number(id), instance };
};

/** All rows of the sandbox: a tree or the results of a search, and beside it the row that is open. */
export const DataView = () => {
  const { rest, query } = route.value;
  const { search = '', kind = '', service_instance: instance } = query;
  const place = placeIn(rest, instance);
  const path = useResource(
    (signal) => (place === undefined ? Promise.resolve([]) : findPath(place, signal)),
    [place?.kind, place?.id, place?.instance, turn.value],
  );
  const found = path.value ?? [];
  const isOpen = rest.length > 0;
  const parts = useWayBack(isOpen);
  return (
    <>
      <ViewHead title={say(DATA.title)} about={say(DATA.about)}>
        <span class="bar-space" />
        <Button onClick={() => (turn.value += 1)}>{say(DATA.reload)}</Button>
      </ViewHead>
      <div class={isOpen ? 'data open' : 'data'} ref={parts}>
        <div class="data-rows">
          <SearchBar />
          <div class="card data-tree" hidden={search !== ''}>
            <Tree path={found} />
          </div>
          {search !== '' && (
            <div class="card data-tree">
              <SearchResults search={search} kind={kind} open={found.at(-1)} />
            </div>
          )}
        </div>
        {isOpen ? (
          <RowDetail key={rest.join('/')} place={place} path={path} />
        ) : (
          <div class="data-none">
            <Empty title={say(DATA.choose)}>
              <p>{say(DATA.chooseHint)}</p>
            </Empty>
          </div>
        )}
      </div>
    </>
  );
};
