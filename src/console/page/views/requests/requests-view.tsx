import { useMemo, useState } from 'preact/hooks';
import type { Entry } from '../../../../journal/entry.ts';
import { addressOf } from '../../api/root.ts';
import { asFailure, control } from '../../api/control.ts';
import { Button } from '../../parts/controls/button.tsx';
import { failureText } from '../../parts/failure.tsx';
import { Empty, ViewHead } from '../../parts/view-head.tsx';
import { announce } from '../../state/announcement.ts';
import { entries, feedState, forgetEntries } from '../../state/feed.ts';
import { say } from '../../state/language.ts';
import { route } from '../../state/route.ts';
import { FilterBar } from './filter-bar.tsx';
import { matches } from './matches.ts';
import { RequestDetail } from './request-detail.tsx';
import { RequestList } from './request-list.tsx';
import { REQUESTS } from './texts.ts';
import './requests.css';

/** Rows that are drawn at first, and that each "show more" adds. */
const STEP = 200;

const TONES = { live: 'good', asking: 'warn', connecting: 'warn', lost: 'bad' } as const;

const emptyJournal = async (): Promise<void> => {
  try {
    await control('/requests', { method: 'DELETE' });
    // A stream says it itself, in its order: what came since is not forgotten.
    if (feedState.value !== 'live') forgetEntries();
    announce(say(REQUESTS.cleared));
  } catch (error) {
    announce(failureText(asFailure(error)));
  }
};

const countAfter = (all: readonly Entry[], last: Entry | undefined): number =>
  all.findIndex((entry) => entry.id === last?.id);

/** The requests of the sandbox, live. */
export const RequestsView = () => {
  const { query, rest } = route.value;
  const [held, setHeld] = useState<readonly Entry[]>();
  const [most, setMost] = useState(STEP);
  const all = held ?? entries.value;
  const found = useMemo(
    () => all.filter((entry) => matches(entry, query)),
    [all, query['component'], query['code'], query['app'], query['text']],
  );
  const [open] = rest;
  const count = held === undefined ? 0 : countAfter(entries.value, held[0]);
  return (
    <>
      <ViewHead title={say(REQUESTS.title)} about={say(REQUESTS.about)}>
        <span class="tag" role="status">
          <span class={`dot ${TONES[feedState.value]}`} />
          {say(REQUESTS[feedState.value])}
        </span>
        <span class="quiet number">{say(REQUESTS.shown, { shown: found.length, count: all.length })}</span>
        <span class="bar-space" />
        {held === undefined ? (
          <Button onClick={() => setHeld(entries.value)}>{say(REQUESTS.pause)}</Button>
        ) : (
          <Button kind="primary" onClick={() => setHeld(undefined)}>
            {say(REQUESTS.resume, { count: count < 0 ? entries.value.length : count })}
          </Button>
        )}
        <Button onClick={() => void emptyJournal()}>{say(REQUESTS.clear)}</Button>
      </ViewHead>
      <FilterBar entries={all} />
      <div class={open === undefined ? 'split' : 'split open'}>
        <div class="split-list">
          {found.length > 0 && <RequestList entries={found.slice(0, most)} open={open} query={query} />}
          {found.length > most && <Button onClick={() => setMost(most + STEP)}>{say(REQUESTS.more)}</Button>}
          {found.length === 0 && all.length > 0 && <Empty title={say(REQUESTS.noneMatch)} />}
          {all.length === 0 && (
            <Empty title={say(REQUESTS.noneTitle)}>
              <p>{say(REQUESTS.none)}</p>
              <code>{addressOf('')}</code>
            </Empty>
          )}
        </div>
        {open !== undefined && (
          <RequestDetail id={open} time={entries.value.find(({ id }) => String(id) === open)?.time} />
        )}
      </div>
    </>
  );
};
