import type { FastifyServerOptions } from 'fastify';
import type { Settings } from './config.js';

/** Standard error: standard output is for what a person starts the emulator to see. */
const STDERR = 2;

/**
 * Logger options for Fastify: JSON lines on standard error, or lines for people. Requests are never logged with their
 * headers, body or query, for these hold secrets.
 */
export const loggerOptions = async ({
  logLevel,
  pretty,
}: Pick<Settings, 'logLevel' | 'pretty'>): Promise<NonNullable<FastifyServerOptions['logger']>> => {
  if (logLevel === 'silent') return false;
  if (pretty) {
    const { default: prettyStream } = await import('pino-pretty');
    const stream = prettyStream({
      destination: STDERR,
      sync: true,
      ignore: 'pid,hostname',
      translateTime: 'SYS:HH:MM:ss',
    });
    return { level: logLevel, stream };
  }
  const { default: pino } = await import('pino');
  return { level: logLevel, stream: pino.destination({ dest: STDERR, sync: true }) };
};
