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

const CREDENTIALS = { bk_app_code: 'esb_test', bk_app_secret: 'xxx', bk_username: 'xxx' };

/** A line to paste. Which credentials fixtures of somebody's own know, only they can say. */
const tryLine = ({ url, example }: Emulator, { auth, fixtures }: Settings): string => {
  if (example === undefined || (auth === 'strict' && fixtures.length > 0)) return '';
  const body = JSON.stringify({ ...CREDENTIALS, ...example });
  return `  try   curl -s ${url}/api/c/compapi/v2/cc/list_process_instance/ -d '${body}'\n`;
};

const banner = (emulator: Emulator, settings: Settings): string => {
  const { url, data } = emulator;
  const { service_instances: instances, processes } = data.counts;
  return `bk-esb-emulator ${VERSION} listens on ${url}
  contract ${settings.contract}, auth ${settings.auth}; service instances: ${instances}, processes: ${processes} (${data.origin})
  docs  ${url}/docs
${tryLine(emulator, settings)}`;
};

/** @param started gives undefined while data is loaded, when there is nothing to finish */
const stopOnSignal = (started: () => Emulator | undefined): void => {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // The first process of a container has no default for these: without a handler they would not be heard.
    process.on(signal, () => {
      const emulator = started();
      if (emulator === undefined) process.exit();
      // Whoever asks twice does not want to wait for requests in flight.
      void emulator.close(stopping ? 0 : undefined);
      stopping = true;
    });
  }
};

const serve = async (settings: Settings): Promise<void> => {
  let emulator: Emulator | undefined;
  stopOnSignal(() => emulator);
  try {
    emulator = await createEmulator(settings);
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
