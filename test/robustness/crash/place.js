/** The folder in which a target works. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../lib/emulator.js';
import { ask } from '../lib/connection.js';
import { putFixture } from './targets.js';

export class Place {
  /** @param {string} home an empty folder @param {string} inputs */
  constructor(home, inputs, { isDatabase = false }) {
    this.inputs = inputs;
    this.isDatabase = isDatabase;
    this.data = join(home, 'data');
    this.file = join(this.data, isDatabase ? 'esb.db' : 'fixture.json');
    this.fixtures = join(home, 'fixtures');
    this.saved = join(home, 'saved');
    for (const folder of [this.data, this.fixtures, this.saved]) mkdirSync(folder, { recursive: true });
  }

  /** Keeps the file as the old one. */
  save() {
    copyFileSync(this.file, join(this.saved, 'old'));
  }

  /** Puts the old file, or nothing if none was saved, in its place. */
  restore() {
    rmSync(this.data, { recursive: true });
    mkdirSync(this.data);
    if (existsSync(join(this.saved, 'old'))) copyFileSync(join(this.saved, 'old'), this.file);
    putFixture(this, 'old');
  }

  /** The names of files that should not be there. */
  get left() {
    return readdirSync(this.data).filter((name) => join(this.data, name) !== this.file);
  }

  /** The data in the file, as something that tells one data set from another. @throws if an emulator cannot start on it */
  async identity(flags = ['--db', this.file]) {
    if (!this.isDatabase) return readFileSync(this.file).toString('latin1');
    const emulator = await startEmulator(...flags);
    try {
      const { status, data } = (await ask(emulator.port, 'GET', '/readyz')).json;
      if (status !== 'ready') throw new Error(`/readyz says ${status}`);
      return `${data.digest} ${data.origin}`;
    } finally {
      await emulator.stop();
    }
  }
}
