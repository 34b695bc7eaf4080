import { createRequire } from 'node:module';
import type Pino from 'pino';
import type Pretty from 'pino-pretty';
import type { Settings } from '../settings/settings.js';
import type { Log } from '../util/log.js';

/** The log goes to standard error, because standard output is for the lines that a person starts the emulator to see. */
const STDERR = 2;

const require = createRequire(import.meta.url);

const ignore = (): void => undefined;
const SILENT: Log = { level: 'silent', debug: ignore, info: ignore, warn: ignore, error: ignore };

const streamOf = (pretty: boolean, pino: typeof Pino) => {
  if (!pretty) return pino.destination({ dest: STDERR, sync: true });
  const prettyStream = require('pino-pretty') as typeof Pretty;
  return prettyStream({ destination: STDERR, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
};

/**
 * A log on standard error: JSON lines, or lines for people if `pretty` is set. It never holds the headers, body or query
 * of a request, because these hold secrets.
 */
export const createLog = ({ logLevel, pretty }: Pick<Settings, 'logLevel' | 'pretty'>): Log => {
  if (logLevel === 'silent') return SILENT;
  let log: Log | undefined;
  // Pino is loaded for the first line, because most runs write none until long after the start.
  const loadedLog = (): Log => {
    if (log !== undefined) return log;
    const pino = require('pino') as typeof Pino;
    return (log = pino({ level: logLevel }, streamOf(pretty, pino)));
  };
  const writeAt =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (fields: object, text: string): void =>
      loadedLog()[level](fields, text);
  return {
    level: logLevel,
    debug: writeAt('debug'),
    info: writeAt('info'),
    warn: writeAt('warn'),
    error: writeAt('error'),
  };
};
