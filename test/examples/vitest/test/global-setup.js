import { createEmulator } from 'bk-esb-emulator';

/** One emulator for all workers; each has a sandbox of its own in it. */
export default async ({ provide }) => {
  const emulator = await createEmulator();
  provide('esb', emulator.url);
  return async () => {
    console.log(`sandboxes: ${emulator.sandboxes().toSorted().join(', ')}`);
    await emulator.close();
  };
};
