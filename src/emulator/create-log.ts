import { createRequire } from 'node:module';
import process from 'node:process';
import type { Writable } from 'node:stream';
import type Pino from 'pino';
import type Pretty from 'pino-pretty';
import { truncate } from '../journal/redact.js';
import type { Settings } from '../settings/settings.js';
import type { Log } from '../util/log.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';
import { LineWriter } from './line-writer.js';

const require = createRequire(import.meta.url);

const ignore = (): void => undefined;
const SILENT: Log = { level: 'silent', debug: ignore, info: ignore, warn: ignore, error: ignore };

const asIs = (line: string): string => line;

/** A text of a request is cut as in the journal. A secret would not be known by a part of it. */
const cut = (text: string): string => truncate(hideSecrets(text));

/** The fields that hold texts of requests. */
const SERIALIZERS = { path: cut, reason: cut, hint: cut };

/** Turns a line of JSON into lines for people. */
const prettyLine = (): ((line: string) => string) => {
  const { prettyFactory } = require('pino-pretty') as typeof Pretty;
  return prettyFactory({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
};

/**
 * Standard output is for the lines that a person starts the emulator to see. Node writes to a pipe or a socket without
 * waiting, which a destination of Pino does not: it writes again and again until a reader makes room.
 */
const standardError = (): Writable => {
  const { stderr } = process;
  // If the reader is gone, each line fails, and an error that nobody handles would end the process.
  if (!stderr.listeners('error').includes(ignore)) stderr.on('error', ignore);
  return stderr;
};

/**
 * A log on standard error: JSON lines, or lines for people if `pretty` is set. It never holds the headers, body or query
 * of a request, because these hold secrets. Long texts of a request are cut.
 *
 * @param output default: standard error
 */
export const createLog = (
  { logLevel, pretty }: Pick<Settings, 'logLevel' | 'pretty'>,
  output: () => Writable = standardError,
): Log => {
  if (logLevel === 'silent') return SILENT;
  let log: Log | undefined;
  // Pino is loaded for the first line, because most runs write none until long after the start.
  const loadedLog = (): Log => {
    if (log !== undefined) return log;
    const pino = require('pino') as typeof Pino;
    const format = pretty ? prettyLine() : asIs;
    const writer = new LineWriter(output(), (dropped) => {
      loadedLog().error({ dropped }, `lines of the log were dropped, because they could not be written: ${dropped}`);
    });
    const write = (line: string): void => writer.write(hideSecrets(format(line)));
    return (log = pino({ level: logLevel, serializers: SERIALIZERS }, { write }));
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
