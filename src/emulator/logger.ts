import { createRequire } from 'node:module';
import type Pino from 'pino';
import type Pretty from 'pino-pretty';
import type { Settings } from '../settings/settings.js';
import type { Log } from '../util/log.js';

/** Standard error: standard output is for what a person starts the emulator to see. */
const STDERR = 2;

const require = createRequire(import.meta.url);

const nothing = (): void => undefined;
const SILENT: Log = { level: 'silent', debug: nothing, info: nothing, warn: nothing, error: nothing };

const streamOf = (pretty: boolean, pino: typeof Pino) => {
  if (!pretty) return pino.destination({ dest: STDERR, sync: true });
  const prettyStream = require('pino-pretty') as typeof Pretty;
  return prettyStream({ destination: STDERR, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
};

/**
 * A log of JSON lines on standard error, or of lines for people. Requests are never logged with their headers, body or
 * query, for these hold secrets.
 */
export const createLog = ({ logLevel, pretty }: Pick<Settings, 'logLevel' | 'pretty'>): Log => {
  if (logLevel === 'silent') return SILENT;
  let made: Log | undefined;
  // What writes it is loaded for the first line: most runs have nothing to say until much later than the start.
  const log = (): Log => {
    if (made !== undefined) return made;
    const pino = require('pino') as typeof Pino;
    return (made = pino({ level: logLevel }, streamOf(pretty, pino)));
  };
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (what: object, text: string): void =>
      log()[level](what, text);
  return { level: logLevel, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};
