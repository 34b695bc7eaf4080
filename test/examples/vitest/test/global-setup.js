import { createEmulator } from 'bk-esb-emulator';

/** One emulator for all workers; each has a sandbox of its own in it. */
export default async ({ provide }) => {
  const emulator = await createEmulator();
  provide('esb', emulator.url);
  return async () => {
    const names = emulator.sandboxes().map(({ name }) => name);
    console.log(`sandboxes: ${names.toSorted().join(', ')}`);
    await emulator.close();
  };
};
