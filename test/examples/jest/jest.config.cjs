module.exports = {
  // Starts one emulator for all workers, before the first of them.
  globalSetup: './global-setup.mjs',
  globalTeardown: './global-teardown.mjs',
  maxWorkers: 2,
  // For busy machines, such as those of CI.
  testTimeout: 60_000,
};
