import { createEmulator, type Emulator } from '../../emulator/emulator.js';
import { VERSION } from '../../emulator/version.js';
import { SETTINGS, type Settings } from '../../settings/settings.js';
import { lastingFile } from '../../store/database/database-file.js';
import { EXIT_STATUS, type CliProcess } from '../cli-process.js';
import type { Command } from '../command.js';
import { Failure } from '../failure.js';
import { leaveUnread } from '../output/leave-unread.js';

const CREDENTIALS = { bk_app_code: 'esb_test', bk_app_secret: 'xxx', bk_username: 'xxx' };

/** A curl command to paste. There is none if the user's fixtures decide which credentials are valid. */
const curlLine = ({ url, example }: Emulator, { auth, fixtures }: Settings): string => {
  if (example === undefined || (auth === 'strict' && fixtures.length > 0)) return '';
  const body = JSON.stringify({ ...CREDENTIALS, ...example });
  return `  try   curl -s ${url}/api/c/compapi/v2/cc/list_process_instance/ -d '${body}'\n`;
};

/** The lines that a person starts the emulator to see. */
export const banner = (emulator: Emulator, settings: Settings): string => {
  const { url, data } = emulator;
  const { service_instances: instances, processes } = data.counts;
  const file = lastingFile(settings.db);
  const from = file === undefined ? data.origin : `${file}, filled from ${data.origin}`;
  const note = emulator.difference === undefined ? '' : `  note  ${emulator.difference}\n`;
  const token = settings.controlToken === undefined ? emulator.controlToken : undefined;
  const control = `  control needs a token, made for this run: curl -s -H 'Authorization: Bearer ${token}' ${url}/__emulator\n`;
  return `bk-esb-emulator ${VERSION} listens on ${url}
  contract ${settings.contract}, auth ${settings.auth}; service instances: ${instances}, processes: ${processes} (${from})
${note}  docs  ${url}/docs
${token === undefined ? '' : control}${curlLine(emulator, settings)}`;
};

/** Why the emulator cannot listen, by the code of the error. */
const LISTEN_FAILURES: Record<string, (settings: Settings) => string> = {
  EADDRINUSE: ({ host, port }) => `port ${port} on ${host} is in use; choose another one with --port, or 0 for any`,
  EACCES: ({ host, port }) => `port ${port} on ${host} may not be used; choose another one with --port`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine; see --host`,
  ENOTFOUND: ({ host }) => `${host} is no address of this machine; see --host`,
};

/** @returns a `Failure` if the user can mend the error with other settings, else the error itself */
export const explainListening = (error: unknown, settings: Settings): unknown => {
  const { code = '' } = error as { code?: string };
  const reason = LISTEN_FAILURES[code]?.(settings);
  return reason === undefined ? error : new Failure(reason);
};

/** @param started returns undefined while the data is loaded; the process then exits at once */
const closeOnSignal = (cli: CliProcess, started: () => Emulator | undefined): void => {
  let isClosing = false;
  cli.onStop(() => {
    const emulator = started();
    if (emulator === undefined) return cli.exit(EXIT_STATUS.ok);
    // A second signal does not wait for requests in flight.
    void emulator.close(isClosing ? 0 : undefined).then(() => leaveUnread(cli));
    isClosing = true;
  });
};

export const serve: Command<Settings> = {
  name: 'serve',
  summary: {
    en: 'Answers requests. This is also what is done without a command.',
    zh: '提供服务；不写命令时也执行它。',
  },
  usage: '[flags]',
  description: {
    en: 'Answers requests until it gets SIGTERM, SIGINT (Ctrl+C) or SIGHUP.',
    zh: '提供服务，直到收到 SIGTERM、SIGINT（Ctrl+C）或 SIGHUP。',
  },
  examples: [
    { about: { en: 'Answer with the default data', zh: '用默认数据提供服务' }, line: 'bk-esb-emulator' },
    {
      about: {
        en: 'Answer with fixtures of your own, and load them again when they change',
        zh: '用自己的 fixture 提供服务，改动后自动重新加载',
      },
      line: 'bk-esb-emulator --fixtures my-fixtures/ --watch',
    },
    {
      about: {
        en: 'Answer as a live ESB with CMDB 3.14, without credentials, on a free port',
        zh: '像搭配 CMDB 3.14 的真实 ESB 那样返回，不校验认证信息，使用任一空闲端口',
      },
      line: 'bk-esb-emulator --contract cmdb-3.14 --auth off --port 0',
    },
  ],
  settings: SETTINGS,
  run: async (settings, _operands, cli) => {
    let emulator: Emulator | undefined;
    closeOnSignal(cli, () => emulator);
    try {
      emulator = await createEmulator(settings);
    } catch (error) {
      throw explainListening(error, settings);
    }
    cli.stdout.write(banner(emulator, settings));
    return EXIT_STATUS.ok;
  },
};
