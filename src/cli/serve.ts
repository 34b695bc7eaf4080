import { defaults, SETTINGS, type Settings } from '../settings/settings.js';
import { createEmulator, VERSION, type Emulator } from '../emulator/emulator.js';
import { Failure } from './explain-failure.js';
import { STATUS, type Command, type Terminal } from './command.js';

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
  const token = settings.controlToken === undefined ? emulator.controlToken : undefined;
  return `bk-esb-emulator ${VERSION} listens on ${url}
  contract ${settings.contract}, auth ${settings.auth}; service instances: ${instances}, processes: ${processes} (${data.origin})
  docs  ${url}/docs
${token === undefined ? '' : `  control needs a token, made for this run: curl -s -H 'Authorization: Bearer ${token}' ${url}/__emulator\n`}${tryLine(emulator, settings)}`;
};

/** What to tell a person when the port cannot be had, by the code of the error. */
const LISTENING: Record<string, (at: Settings) => string> = {
  EADDRINUSE: ({ host, port }) => `port ${port} on ${host} is in use; choose another one with --port, or 0 for any`,
  EACCES: ({ host, port }) => `port ${port} on ${host} may not be used; choose another one with --port`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine; see --host`,
  ENOTFOUND: ({ host }) => `${host} is no address of this machine; see --host`,
};

/** The reason for people where it is one that they can mend, and else the error as it is. */
export const whyNotStarted = (error: unknown, settings: Settings): unknown => {
  const { code = '' } = error as { code?: string };
  const reason = LISTENING[code]?.(settings);
  return reason === undefined ? error : new Failure(reason);
};

/** @param started gives undefined while data is loaded, when there is nothing to finish */
const stopWhenAsked = ({ onStop, exit }: Terminal, started: () => Emulator | undefined): void => {
  let stopping = false;
  onStop(() => {
    const emulator = started();
    if (emulator === undefined) return exit(STATUS.ok);
    // Whoever asks twice does not want to wait for requests in flight.
    void emulator.close(stopping ? 0 : undefined);
    stopping = true;
  });
};

const run: Command['run'] = async (given, _words, terminal) => {
  const settings = given as unknown as Settings;
  let emulator: Emulator | undefined;
  stopWhenAsked(terminal, () => emulator);
  try {
    emulator = await createEmulator(settings);
  } catch (error) {
    throw whyNotStarted(error, settings);
  }
  terminal.out.write(banner(emulator, settings));
  return STATUS.ok;
};

export const serve: Command = {
  name: 'serve',
  summary: 'answers requests, until it is told to stop; this is what is done without a command',
  usage: '[flags]',
  about: 'Answers requests, until SIGTERM or SIGINT.',
  settings: SETTINGS,
  defaults: { ...defaults, fixtures: [] },
  run,
};
