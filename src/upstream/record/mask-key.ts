import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordError } from './record-error.js';
import type { MaskKey } from '../../exchanges/masks/permutation.js';

const BYTES = 32;
const FORM = /^[\da-f]{64}\n?$/;

/** The file of the key, in the folder of the recordings. */
const NAME = '.mask-key';

/**
 * The key of a folder of recordings, so that a value has the same pseudonym in all of them. It is made if there is none.
 *
 * @throws RecordError if the file holds something else
 * @throws the error of the file system if it cannot be read or written
 */
export const maskKeyOf = (folder: string): MaskKey => {
  const path = join(folder, NAME);
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  const text = readFileSync(path, 'latin1');
  if (!FORM.test(text)) throw new RecordError({ code: 'SETTING_BROKEN_MASK_KEY', path });
  return Buffer.from(text.trim(), 'hex');
};
