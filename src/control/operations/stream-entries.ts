import { badRequest, ControlError } from '../../util/control-error.js';
import { filterOf } from '../../journal/entry-filter.js';
import type { Entry } from '../../journal/journal.js';
import { entriesMeant } from './requested-entries.js';
import type { OperationContext } from '../operation.js';

/** Each holds a connection. */
const MOST_STREAMS = 100;
/** Bytes that a reader may be behind before it is given up. */
const MOST_BEHIND = 4 * 1024 * 1024;
/** How long a reader has, at the end, for what it has not read yet. */
const LAST_READ_MS = 2000;
/** Proxies close connections on which nothing happens for a minute. */
const BEAT_MS = 15_000;

const eventOf = (entry: Entry): string => `id: ${entry.id}\nevent: request\ndata: ${JSON.stringify(entry)}\n\n`;

/** The entries since the last one that a reader has seen, or since when it asks for. */
const missedBy = ({ sandbox, request }: OperationContext): Entry[] => {
  const last = request.headers['last-event-id'];
  if (typeof last !== 'string' || last === '') {
    return (request.query as { since?: string }).since === undefined ? [] : sandbox.journal.find(filterOf({}));
  }
  if (/^\d{1,15}$/.test(last)) return sandbox.journal.find(filterOf({ since: last }));
  throw badRequest(`Last-Event-ID must be the id of an entry, not "${last.slice(0, 100)}"`);
};

/** Sends entries as they come, as server-sent events. A reader that comes back is sent what it has missed. */
export const stream = (context: OperationContext): void => {
  const { sandbox, reply, closing, streams } = context;
  const isMeant = entriesMeant(context);
  const missed = missedBy(context).filter(isMeant);
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
    if (!isMeant(entry)) return;
    if (raw.writableLength > MOST_BEHIND) raw.destroy();
    else raw.write(eventOf(entry));
  };
  // They are no more than the journal holds. Were a reader given up over them, it would come back for the same.
  for (const entry of missed) raw.write(eventOf(entry));
  const beat = setInterval(() => void raw.write(':\n\n'), BEAT_MS);
  // Nothing may be written after the end, though a reader that lags behind has not had all of it yet.
  const leave = () => {
    clearInterval(beat);
    unfollow();
    closing.removeEventListener('abort', end);
  };
  const end = () => {
    leave();
    raw.end();
    // One that does not read has no end.
    setTimeout(() => raw.destroy(), LAST_READ_MS).unref();
  };
  // Without its sandbox, a stream ends, and its reader comes back to the next one of that name.
  const unfollow = sandbox.journal.follow(send, end);
  closing.addEventListener('abort', end);
  raw.on('error', leave);
  raw.once('close', () => {
    streams.open -= 1;
    leave();
  });
};
