import { LosslessNumber } from 'lossless-json';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Params } from '../calls/component.js';
import { pathOfTarget } from '../calls/http/path-of-target.js';
import type { Log } from '../util/log.js';
import { ExchangeHider } from './hide-exchange.js';

/** Most exchanges that wait to be written. More are not kept. */
const MOST_WAITING = 1000;

/** A forwarded request and its reply. */
export interface Exchange {
  /** When the request went on, as Unix time in milliseconds. */
  at: number;
  durationMs: number;
  component: string;
  request: { method: string; target: string; headers: IncomingHttpHeaders; params: Params; body: Buffer };
  reply: { status: number; contentType: string | undefined; body: Buffer };
}

/** YAML has no form for a number that keeps its text. */
const plainNumbers = (_key: unknown, value: unknown): unknown =>
  value instanceof LosslessNumber ? Number(value.value) : value;

const textOf = ({ at, durationMs, component, request, reply }: Exchange): string => {
  const { method, target, headers, params, body } = request;
  const hider = new ExchangeHider(headers, params, target);
  const isRead = body.length === 0 || Object.keys(params).length > 0;
  return stringify(
    {
      at: new Date(at).toISOString(),
      duration_ms: Math.round(durationMs),
      component,
      request: {
        method,
        path: hider.text(pathOfTarget(target)),
        ...(isRead ? { params: hider.params(params) } : { unread: true }),
      },
      reply: {
        status: reply.status,
        headers: reply.contentType === undefined ? {} : { 'content-type': reply.contentType },
        body: hider.reply(reply.body.toString()),
      },
    },
    plainNumbers,
    { lineWidth: 0, blockQuote: 'literal' },
  );
};

const numberIn = (name: string): number => Number(/^(\d{6,})-.*\.yaml$/.exec(name)?.[1] ?? 0);

/** Writes forwarded exchanges into a folder, a file each, without their secrets. */
export class Recorder {
  readonly #folder: string;
  readonly #log: Log;
  #number: number;
  #waiting = 0;
  #written: Promise<unknown> = Promise.resolve();

  /**
   * @param folder is made if it is not there
   * @throws the error of the file system if it cannot be
   */
  constructor(folder: string, log: Log) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#log = log;
    this.#number = Math.max(0, ...readdirSync(folder).map(numberIn));
  }

  record(exchange: Exchange): void {
    if (this.#waiting >= MOST_WAITING) {
      this.#log.warn(
        { component: exchange.component },
        'a forwarded call is not recorded: too many wait to be written',
      );
      return;
    }
    this.#waiting += 1;
    this.#number += 1;
    const name = `${String(this.#number).padStart(6, '0')}-${exchange.component.replace(/[^\w.-]+/g, '_').slice(0, 80)}.yaml`;
    this.#written = this.#written.then(async () => {
      try {
        await this.#write(name, textOf(exchange));
      } catch (error) {
        this.#log.error({ error: (error as Error).message }, 'a forwarded call cannot be recorded');
      }
      this.#waiting -= 1;
    });
  }

  async #write(name: string, text: string): Promise<void> {
    const temporary = join(this.#folder, `.${randomBytes(6).toString('hex')}.tmp`);
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, join(this.#folder, name));
  }

  /** Resolves when all that was recorded is written. */
  async close(): Promise<void> {
    await this.#written;
  }
}
