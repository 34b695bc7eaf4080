import type { Log } from '../util/log.js';
import type { Upstream } from './upstream.js';

/** The live ESB behind the emulator. */
export interface OpenUpstream {
  answers: Upstream;
  close: () => Promise<void>;
}

interface UpstreamOptions {
  /** Its address; undefined for none. */
  upstream: string | undefined;
  /** Seconds. */
  upstreamTimeout: number;
  /** The folder to record into; undefined for none. */
  record: string | undefined;
  /** Names of values that get pseudonyms in recordings. */
  masked: readonly string[];
}

/**
 * Makes the upstream that settings name; undefined if they name none. Its libraries are loaded only then.
 *
 * @throws RecordError if the folder cannot be recorded into
 */
export const openUpstream = async (
  { upstream, upstreamTimeout, record, masked }: UpstreamOptions,
  log: Log,
): Promise<OpenUpstream | undefined> => {
  if (upstream === undefined) return undefined;
  const [{ UpstreamClient }, { Upstream }, { Recorder }] = await Promise.all([
    import('./client.js'),
    import('./upstream.js'),
    import('./record/recorder.js'),
  ]);
  const recorder = record === undefined ? undefined : new Recorder(record, masked, log);
  const client = new UpstreamClient(upstream, upstreamTimeout);
  const close = async (): Promise<void> => {
    await Promise.all([client.close(), recorder?.close()]);
  };
  return { answers: new Upstream(client, log, recorder), close };
};
