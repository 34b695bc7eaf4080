/** Finds the problems of a packed package: its files, its manifest, and its types as programs see them. */
import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/**
 * Lints a package as `npm pack` made it.
 *
 * @param {string} tarball its path
 * @returns {Promise<string[]>} what is wrong
 */
export const lintPackage = async (tarball) => {
  const bytes = new Uint8Array(readFileSync(tarball));
  const types = await checkPackage(createPackageFromTarballData(bytes));
  const problems =
    types.types === false ? ['it has no types'] : types.problems.map((problem) => `types: ${JSON.stringify(problem)}`);
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  return [...problems, ...messages.map((message) => `${message.type}: ${formatMessage(message, pkg)}`)];
};
