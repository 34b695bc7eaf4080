// Imports, so that fake timers of a test in the same process do not stop the heartbeats.
import { clearInterval, setInterval, setTimeout } from 'node:timers';
import { badRequest, ControlError } from '../../util/control-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import { selectionOf } from '../../journal/entry-filter.js';
import { entryQueryOf } from './query-filter.js';
import { EntryStream } from './entry-stream.js';
import type { OperationContext } from '../operation.js';

/** Most open streams. Each holds a connection. */
const MOST_STREAMS = 100;
/** Time for a reader to read the rest after the end of its stream. */
const LAST_READ_MS = 2000;
/** Time between heartbeats. Proxies close a connection that is idle for a minute. */
const BEAT_MS = 15_000;

/** The id after which a reader that comes back wants entries; undefined if it has seen none. */
const lastSeenBy = ({ request }: OperationContext): number | undefined => {
  const last = request.headers['last-event-id'];
  if (typeof last !== 'string' || last === '') return undefined;
  if (/^\d{1,15}$/.test(last)) return Number(last);
  throw badRequest({ code: 'JOURNAL_WRONG_EVENT_ID', value: shownText(last) });
};

/** Streams new entries as server-sent events. A reader that reconnects also gets the entries that it has missed. */
export const stream = (context: OperationContext): void => {
  const { sandbox, request, reply, closing, streams, log } = context;
  const { journal } = sandbox;
  const query = entryQueryOf(context);
  const { after, matches } = selectionOf(query);
  const isReplay = query.since !== undefined;
  const start = Math.max(lastSeenBy(context) ?? (isReplay ? 0 : journal.lastId), after);
  if (streams.open >= MOST_STREAMS) {
    throw new ControlError(503, { code: 'JOURNAL_TOO_MANY_STREAMS', most: MOST_STREAMS });
  }
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would keep events back until it has a page of them.
    'x-accel-buffering': 'no',
  });
  if (request.method === 'HEAD') {
    raw.end();
    return;
  }
  streams.open += 1;
  raw.write(': the requests of this sandbox, as they come\n\n');
  const entries = new EntryStream(raw, journal, start, matches);
  const beat = setInterval(() => {
    if (entries.beat()) return;
    const { position } = entries;
    log.warn(
      { sandbox: sandbox.name, position },
      'a reader of the stream of requests was cut off: it reads too slowly',
    );
    entries.cutOff();
    end();
  }, BEAT_MS);
  // After the end nothing may be written, but a slow reader still gets the rest.
  const leave = () => {
    clearInterval(beat);
    unfollow();
    entries.stop();
    closing.removeEventListener('abort', end);
  };
  const end = () => {
    leave();
    raw.end();
    // A reader that does not read would keep its connection open for ever.
    setTimeout(() => raw.destroy(), LAST_READ_MS).unref();
  };
  // The stream ends with its sandbox. Its reader then reconnects to a new sandbox of the same name.
  const unfollow = journal.follow({ read: (entry) => entries.add(entry), emptied: () => entries.emptied(), end });
  closing.addEventListener('abort', end);
  raw.on('error', leave);
  raw.once('close', () => {
    streams.open -= 1;
    leave();
  });
  void entries.catchUp();
};
