import { readFileSync } from 'node:fs';

const readVersion = (): string => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
};

/** The version of this package. */
export const VERSION = readVersion();
