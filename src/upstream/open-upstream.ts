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
}

/**
 * Makes the upstream that settings name; undefined if they name none. Its libraries are loaded only then.
 *
 * @throws the error of the file system if the folder to record into cannot be made
 */
export const openUpstream = async (
  { upstream, upstreamTimeout, record }: UpstreamOptions,
  log: Log,
): Promise<OpenUpstream | undefined> => {
  if (upstream === undefined) return undefined;
  const [{ UpstreamClient }, { Upstream }, { Recorder }] = await Promise.all([
    import('./client.js'),
    import('./upstream.js'),
    import('./recorder.js'),
  ]);
  const recorder = record === undefined ? undefined : new Recorder(record, log);
  const client = new UpstreamClient(upstream, upstreamTimeout);
  const close = async (): Promise<void> => {
    await Promise.all([client.close(), recorder?.close()]);
  };
  return { answers: new Upstream(client, recorder), close };
};
