import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../util/log.js';
import { decoded } from '../../exchanges/content-encoding.js';
import { exchangeText, type Exchange } from './exchange-text.js';
import { maskKeyOf } from './mask-key.js';
import { Masker } from '../../exchanges/masks/masker.js';
import { RecordError } from './record-error.js';

/** Most exchanges that wait to be written. More are not kept. */
const MOST_WAITING = 1000;

const numberIn = (name: string): number => Number(/^(\d{6,})-.*\.yaml$/.exec(name)?.[1] ?? 0);

/** Writes forwarded exchanges into a folder, a file each, without their secrets. */
export class Recorder {
  readonly #folder: string;
  readonly #log: Log;
  #number: number;
  #waiting = 0;
  #written: Promise<unknown> = Promise.resolve();

  readonly #masker: Masker | undefined;

  /**
   * @param folder is made if it is not there
   * @param masked names of the values that get pseudonyms
   * @throws RecordError if it cannot be used
   */
  constructor(folder: string, masked: readonly string[], log: Log) {
    this.#folder = folder;
    this.#log = log;
    try {
      mkdirSync(folder, { recursive: true });
      this.#number = readdirSync(folder).reduce((most, name) => Math.max(most, numberIn(name)), 0);
      this.#masker = masked.length === 0 ? undefined : new Masker(masked, maskKeyOf(folder));
    } catch (error) {
      if (error instanceof RecordError) throw error;
      throw new RecordError({ code: 'SETTING_RECORD_UNUSABLE', folder, reason: (error as Error).message });
    }
  }

  record(exchange: Exchange): void {
    if (this.#waiting >= MOST_WAITING) {
      this.#notKept(exchange, 'too many wait to be written');
      return;
    }
    this.#waiting += 1;
    this.#written = this.#written.then(async () => {
      try {
        await this.#keep(exchange);
      } catch (error) {
        this.#log.error({ error: (error as Error).message }, 'a forwarded call cannot be recorded');
      }
      this.#waiting -= 1;
    });
  }

  async #keep(exchange: Exchange): Promise<void> {
    const { component, reply } = exchange;
    const body = await decoded(reply.body, reply.encoding);
    if (body === undefined) {
      this.#notKept(exchange, 'its reply cannot be decoded, or is longer than 16 MiB then');
      return;
    }
    const text = exchangeText({ ...exchange, reply: { ...reply, body } }, this.#masker);
    if (text !== undefined) await this.#write(component.replace(/[^\w.-]+/g, '_').slice(0, 80), text);
    else this.#notKept(exchange, 'its reply is no JSON, so that nobody knows which of its values to mask');
  }

  #notKept({ component }: Exchange, why: string): void {
    this.#log.warn({ component }, `a forwarded call is not recorded: ${why}`);
  }

  async #write(name: string, text: string): Promise<void> {
    const temporary = join(this.#folder, `.${randomBytes(6).toString('hex')}.tmp`);
    await writeFile(temporary, text, { mode: 0o600 });
    try {
      await rename(temporary, await this.#claim(name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** The path of a new file. It is made empty, because another emulator may record into the folder, and a rename replaces. */
  async #claim(name: string): Promise<string> {
    this.#number += 1;
    const path = join(this.#folder, `${String(this.#number).padStart(6, '0')}-${name}.yaml`);
    try {
      await writeFile(path, '', { mode: 0o600, flag: 'wx' });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return this.#claim(name);
    }
  }

  /** Resolves when all that was recorded is written. */
  async close(): Promise<void> {
    await this.#written;
  }
}
