#!/usr/bin/env node
import { helpText, readCommand, UsageError, type Settings } from './config.js';
import { createEmulator, VERSION, type Emulator } from './emulator.js';
import { FixtureError } from './fixtures/problem.js';
import { StoreError } from './store/connection.js';

/** The only file that touches the process: arguments, environment, output, signals, exit code. */

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

const exitWith = (code: number, message: string): void => {
  process.stderr.write(`bk-esb-emulator: ${message}\n`);
  process.exitCode = code;
};

/** The documented request with its credentials, which the default data answers. */
const EXAMPLE =
  '{"bk_app_code":"esb_test","bk_app_secret":"xxx","bk_username":"xxx","bk_biz_id":1,"service_instance_id":54}';

const banner = (
  { url, data }: Emulator,
  { contract, auth }: Settings,
): string => `bk-esb-emulator ${VERSION} listens on ${url}
  contract ${contract}, auth ${auth}, ${data.counts.service_instances} service instances, ${data.counts.processes} processes (${data.origin})
  docs  ${url}/docs
  try   curl -s ${url}/api/c/compapi/v2/cc/list_process_instance/ -d '${EXAMPLE}'
`;

const explain = (error: unknown, { host, port }: Settings): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof StoreError || error instanceof FixtureError) return message;
  if (code === 'EADDRINUSE') return `port ${port} on ${host} is in use; choose another one with --port, or 0 for any`;
  if (code === 'EACCES') return `port ${port} on ${host} may not be used; choose another one with --port`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is no address of this machine; see --host`;
  throw error;
};

const stopOnSignal = (emulator: Emulator): void => {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait for requests in flight.
      void emulator.close(stopping ? 0 : undefined);
      stopping = true;
    });
  }
};

const serve = async (settings: Settings): Promise<void> => {
  try {
    const emulator = await createEmulator(settings);
    stopOnSignal(emulator);
    process.stdout.write(banner(emulator, settings));
  } catch (error) {
    exitWith(EXIT_FAILURE, explain(error, settings));
  }
};

try {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.do === 'help') process.stdout.write(helpText());
  else if (command.do === 'version') process.stdout.write(`${VERSION}\n`);
  else await serve(command.settings);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  exitWith(EXIT_USAGE, error.message);
}
