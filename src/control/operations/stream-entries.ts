import { badRequest, ControlError } from '../../util/control-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import { filterOf } from '../../journal/entry-filter.js';
import type { Entry } from '../../journal/entry.js';
import { filterOfQuery } from './query-filter.js';
import type { OperationContext } from '../operation.js';

/** Most open streams. Each holds a connection. */
const MOST_STREAMS = 100;
/** Most bytes that wait for a slow reader. Above this its stream is closed. */
const MOST_BEHIND = 4 * 1024 * 1024;
/** Time for a reader to read the rest after the end of its stream. */
const LAST_READ_MS = 2000;
/** Time between heartbeats. Proxies close a connection that is idle for a minute. */
const BEAT_MS = 15_000;

const eventOf = (entry: Entry): string => `id: ${entry.id}\nevent: request\ndata: ${JSON.stringify(entry)}\n\n`;

/** The entries after the last one that the reader has seen, or since the time that it asks for. */
const missedBy = ({ sandbox, request }: OperationContext): Entry[] => {
  const last = request.headers['last-event-id'];
  if (typeof last !== 'string' || last === '') {
    return (request.query as { since?: string }).since === undefined ? [] : sandbox.journal.find(filterOf({}));
  }
  if (/^\d{1,15}$/.test(last)) return sandbox.journal.find(filterOf({ since: last }));
  throw badRequest(`Last-Event-ID must be the id of an entry, not "${shownText(last)}"`);
};

/** Streams new entries as server-sent events. A reader that reconnects also gets the entries that it has missed. */
export const stream = (context: OperationContext): void => {
  const { sandbox, reply, closing, streams } = context;
  const matches = filterOfQuery(context);
  const missed = missedBy(context).filter(matches);
  if (streams.open >= MOST_STREAMS) {
    throw new ControlError(503, `${MOST_STREAMS} streams are open, which is the most; close one first`);
  }
  streams.open += 1;
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  });
  raw.write(': the requests of this sandbox, as they come\n\n');
  const send = (entry: Entry) => {
    if (!matches(entry)) return;
    if (raw.writableLength > MOST_BEHIND) raw.destroy();
    else raw.write(eventOf(entry));
  };
  // These do not count as a slow reader: the journal limits them, and a closed reader would reconnect for the same.
  for (const entry of missed) raw.write(eventOf(entry));
  const beat = setInterval(() => void raw.write(':\n\n'), BEAT_MS);
  // After the end nothing may be written, but a slow reader still gets the rest.
  const leave = () => {
    clearInterval(beat);
    unfollow();
    closing.removeEventListener('abort', end);
  };
  const end = () => {
    leave();
    raw.end();
    // A reader that does not read would keep its connection open for ever.
    setTimeout(() => raw.destroy(), LAST_READ_MS).unref();
  };
  // The stream ends with its sandbox. Its reader then reconnects to a new sandbox of the same name.
  const unfollow = sandbox.journal.follow(send, end);
  closing.addEventListener('abort', end);
  raw.on('error', leave);
  raw.once('close', () => {
    streams.open -= 1;
    leave();
  });
};
