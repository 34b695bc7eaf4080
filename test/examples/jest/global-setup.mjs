import { createEmulator } from 'bk-esb-emulator';

/**
 * One emulator for all workers. Node.js itself loads this file, so that it can import a package of ES modules. Test files
 * run in a sandbox of Jest, which cannot; they ask the emulator over HTTP. Their fake timers do not reach it there.
 */
export default async () => {
  globalThis.emulator = await createEmulator();
  // Workers inherit the environment.
  process.env.ESB_URL = globalThis.emulator.url;
};
