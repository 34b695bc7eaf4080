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
}

/** Makes the upstream that settings name; undefined if they name none. Its HTTP library is loaded only then. */
export const openUpstream = async ({
  upstream,
  upstreamTimeout,
}: UpstreamOptions): Promise<OpenUpstream | undefined> => {
  if (upstream === undefined) return undefined;
  const [{ UpstreamClient }, { Upstream }] = await Promise.all([import('./client.js'), import('./upstream.js')]);
  const client = new UpstreamClient(upstream, upstreamTimeout);
  return { answers: new Upstream(client), close: () => client.close() };
};
