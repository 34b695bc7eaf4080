import { createHash } from 'node:crypto';
import type { Fixture } from '../../fixtures/read/read-input.js';
import type { FixtureFile } from '../../fixtures/read/source.js';
import type { Problem } from '../../util/problem.js';

/** Fixtures that the settings give, as they are now. */
export interface GivenFixtures {
  files: readonly FixtureFile[];
  /** The files that cannot be read. */
  problems: readonly Problem[];
}

export const readGiven = async (fixtures: readonly (string | Fixture)[]): Promise<GivenFixtures> => {
  const { readInput } = await import('../../fixtures/read/read-input.js');
  const problems: Problem[] = [];
  return { files: await readInput(fixtures, problems), problems };
};

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 over the contents of fixtures, in hex. Neither their names nor their order count. */
export const digestOf = ({ files }: Pick<GivenFixtures, 'files'>): string =>
  sha256(
    files
      .map(({ bytes }) => sha256(bytes))
      .sort()
      .join(),
  );
