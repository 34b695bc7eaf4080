import { effect, signal } from '@preact/signals';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Entry } from '../../../journal/entry.ts';
import { askControl, control } from '../api/control.ts';
import { isTokenWanted } from '../api/token.ts';

/** Most entries that the page holds. The journal holds as many by default. */
export const MOST_ENTRIES = 1000;
/** Time between two changes of the list. A list that changed with each of many requests would keep the page busy. */
const FLUSH_MS = 250;
/** Time without a sign of life after which a stream is taken for dead. The emulator sends one each 15 s. */
const SILENCE_MS = 40_000;
/** Time in which a stream has to begin. A proxy that holds it back would hold it back for ever. */
const BEGIN_MS = 4000;
/** Time between two questions if there is no stream, and how often it is asked before a stream is tried again. */
const ASK_MS = 2000;
const ASKS = 15;

/** The requests that came, the newest first. */
export const entries = signal<readonly Entry[]>([]);

/** `live`: they come by a stream. `asking`: there is no stream, so the page asks again and again. `lost`: no reply. */
export const feedState = signal<'connecting' | 'live' | 'asking' | 'lost'>('connecting');

/**
 * How often there was a connection again after the first one had ended. Then the emulator may have been started again, and what
 * views show is of the time before.
 */
export const reconnections = signal(0);
let hadConnection = false;

const connect = (state: 'live' | 'asking'): void => {
  const isAgain = hadConnection && ['connecting', 'lost'].includes(feedState.value);
  hadConnection = true;
  feedState.value = state;
  if (isAgain) reconnections.value += 1;
};

let waiting: Entry[] = [];
let isFresh = true;
let flushTimer: ReturnType<typeof setTimeout> | undefined;

const flush = (): void => {
  flushTimer = undefined;
  const before = isFresh ? [] : entries.value;
  isFresh = false;
  entries.value = [...waiting.reverse(), ...before].slice(0, MOST_ENTRIES);
  waiting = [];
};

const add = (entry: Entry): void => {
  waiting.push(entry);
  if (waiting.length > MOST_ENTRIES) waiting = waiting.slice(-MOST_ENTRIES);
  flushTimer ??= setTimeout(flush, FLUSH_MS);
};

/** Begins a new list. What is shown stays until it has something. */
const beginAnew = (): void => {
  clearTimeout(flushTimer);
  waiting = [];
  isFresh = true;
  flushTimer = setTimeout(flush, FLUSH_MS);
};

/** Empties the list, when the journal was emptied. */
export const forgetEntries = (): void => {
  beginAnew();
  flush();
};

/** Shows the requests of a stream as they come, until it ends or falls silent. */
const follow = async (stop: AbortSignal): Promise<void> => {
  const end = new AbortController();
  const abort = (): void => end.abort();
  stop.addEventListener('abort', abort);
  let timer = setTimeout(abort, BEGIN_MS);
  const watch = new TransformStream<string, string>({
    transform: (chunk, out) => {
      clearTimeout(timer);
      timer = setTimeout(abort, SILENCE_MS);
      connect('live');
      out.enqueue(chunk);
    },
  });
  try {
    const { body } = await askControl('/requests/stream', { query: { since: 0 }, signal: end.signal });
    if (body === null) return;
    beginAnew();
    const events = body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(watch)
      .pipeThrough(new EventSourceParserStream());
    for await (const { event, data } of events) {
      if (event === 'request') add(JSON.parse(data) as Entry);
      else if (event === 'emptied') forgetEntries();
    }
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', abort);
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks for all requests now and then. */
const askAgainAndAgain = async (stop: AbortSignal): Promise<void> => {
  for (let count = 0; count < ASKS && !stop.aborted; count += 1) {
    const found = await control<Entry[]>('/requests', { signal: stop });
    beginAnew();
    found.slice(-MOST_ENTRIES).forEach(add);
    connect('asking');
    await pause(ASK_MS);
  }
};

const keepUp = async (stop: AbortSignal): Promise<void> => {
  while (!stop.aborted) {
    const wasLive = await follow(stop).then(
      () => true,
      () => feedState.value === 'live',
    );
    // A stream that was live ends when its sandbox is dropped, or the emulator stops. Any other is held back on its way.
    if (wasLive) feedState.value = 'connecting';
    else await askAgainAndAgain(stop).catch(() => (feedState.value = 'lost'));
    await pause(wasLive ? 300 : ASK_MS);
  }
};

/** Begins to show the requests of the sandbox, unless a token has to be given first. */
export const startFeed = (): void => {
  effect(() => {
    if (isTokenWanted.value) return undefined;
    const stop = new AbortController();
    void keepUp(stop.signal);
    return () => stop.abort();
  });
};
