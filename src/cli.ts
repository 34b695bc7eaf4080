#!/usr/bin/env node
import { helpText, readCommand, type Command, type Settings } from './config.js';
import { createEmulator, VERSION, type Emulator } from './emulator.js';
import { explainFailure } from './failure.js';

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
    exitWith(EXIT_FAILURE, explainFailure(error, settings));
  }
};

const run = async (command: Command): Promise<void> => {
  if (command.do === 'help') process.stdout.write(helpText());
  else if (command.do === 'version') process.stdout.write(`${VERSION}\n`);
  else await serve(command.settings);
};

let command: Command | undefined;
try {
  command = readCommand(process.argv.slice(2), process.env);
} catch (error) {
  exitWith(EXIT_USAGE, (error as Error).message);
}
// Whoever reads the output may stop reading, as `head` does.
process.stdout.on('error', () => undefined);
if (command !== undefined) await run(command);
