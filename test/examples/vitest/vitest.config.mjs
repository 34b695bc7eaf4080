import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Starts one emulator for all workers, before the first of them.
    globalSetup: './test/global-setup.js',
    maxWorkers: 2,
    // For busy machines, such as those of CI.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
