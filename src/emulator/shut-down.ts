// Imports, so that fake timers of a test in the same process do not stop the server.
import { clearInterval, setInterval } from 'node:timers';
import type { EmulatorParts } from './assemble.js';
import { withRealTicks } from '../util/async/with-real-ticks.js';
import { monotonicNow } from '../util/clock.js';

/** How often connections that have become idle are closed, in milliseconds. */
const SWEEP_MS = 20;
/** How long a request may still take to arrive, in milliseconds. */
const ARRIVAL_MS = 500;

/** Stops an emulator. Requests in flight are answered first; those that do not arrive within a moment are not waited for. */
export const shutDown = async (parts: EmulatorParts): Promise<void> => {
  const { app, store, loader, sandboxes, closing, connections, closeBeside } = parts;
  closing.abort();
  const lastArrival = monotonicNow() + ARRIVAL_MS;
  // The server waits for keep-alive connections, which become idle when their request is answered.
  const sweep = setInterval(() => {
    app.server.closeIdleConnections();
    connections.closeSilent();
    if (monotonicNow() > lastArrival) connections.closeUnfinished();
  }, SWEEP_MS);
  await Promise.all([withRealTicks(() => app.close()), closeBeside(), loader.stop(), sandboxes.stopLoading()]);
  clearInterval(sweep);
  await parts.closeUpstream();
  sandboxes.close();
  store.close();
};
