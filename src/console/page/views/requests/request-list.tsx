import { memo } from 'preact/compat';
import type { Entry } from '../../../../journal/entry.ts';
import { CodeTag } from '../../parts/code-tag.tsx';
import { either, language, say } from '../../state/language.ts';
import { linkTo } from '../../state/route.ts';
import { nameOf, shortNameOf } from './matches.ts';
import { REQUESTS } from './texts.ts';

const clock = (time: string): string => {
  const at = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
};

/** A duration of milliseconds, as short as it can be read. */
export const durationText = (ms: number): string => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);

interface RowProps {
  entry: Entry;
  link: string;
  isOpen: boolean;
  /** The language, because the row is drawn again only if something of it changes. */
  lang: string;
}

const Row = memo(({ entry, link, isOpen }: RowProps) => (
  <li>
    <a class="request" href={link} aria-current={isOpen ? 'true' : undefined}>
      <time class="mono quiet" dateTime={entry.time}>
        {clock(entry.time)}
      </time>
      <span class="request-name" title={nameOf(entry)}>
        {shortNameOf(entry)}
      </span>
      <CodeTag status={entry.status} code={entry.code} />
      <span class="request-app quiet">{entry.app ?? '—'}</span>
      <span class="request-ms number quiet">{durationText(entry.duration_ms)}</span>
      <span class="request-why">
        {entry.fault !== null && <span class="tag warn">{say(REQUESTS.fault, { name: entry.fault.name })}</span>}
        {entry.stub !== null && <span class="tag accent">{say(REQUESTS.stub)}</span>}
        {either(entry.why, entry.why_zh)}
      </span>
    </a>
  </li>
));

interface RequestListProps {
  entries: readonly Entry[];
  /** Id of the request that is open. */
  open: string | undefined;
  query: Readonly<Record<string, string>>;
}

/** Moves between the requests by the arrow keys. */
const moveBetween = (event: KeyboardEvent): void => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = (event.target as HTMLElement).closest('li');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  event.preventDefault();
  next?.querySelector('a')?.focus();
};

export const RequestList = ({ entries, open, query }: RequestListProps) => (
  <div class="card">
    <div class="request request-heads" aria-hidden="true">
      <span>{say(REQUESTS.time)}</span>
      <span>{say(REQUESTS.component)}</span>
      <span>{say(REQUESTS.code)}</span>
      <span class="request-app">{say(REQUESTS.app)}</span>
      <span class="request-ms">{say(REQUESTS.duration)}</span>
      <span class="request-why">{say(REQUESTS.why)}</span>
    </div>
    <ol class="requests" aria-label={say(REQUESTS.list)} onKeyDown={moveBetween}>
      {entries.map((entry) => (
        <Row
          key={entry.id}
          entry={entry}
          link={linkTo('requests', [entry.id], query)}
          isOpen={String(entry.id) === open}
          lang={language.value}
        />
      ))}
    </ol>
  </div>
);
