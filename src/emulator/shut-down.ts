import type { EmulatorParts } from './assemble.js';

/** How often connections that have become idle are closed, in milliseconds. */
const SWEEP_MS = 20;

/** Stops an emulator. Requests in flight are answered first. */
export const shutDown = async (parts: EmulatorParts): Promise<void> => {
  const { app, store, loader, sandboxes, closing, closeSilentConnections } = parts;
  closing.abort();
  // The server waits for keep-alive connections, which become idle when their request is answered.
  const sweep = setInterval(() => {
    app.server.closeIdleConnections();
    closeSilentConnections();
  }, SWEEP_MS);
  await Promise.all([app.close(), loader.stop(), sandboxes.stopLoading()]);
  clearInterval(sweep);
  sandboxes.close();
  store.close();
};
