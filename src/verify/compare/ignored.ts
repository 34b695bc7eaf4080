import type { Path } from '../../util/problem.js';

/** Tells which places of a reply are not compared. */
export type IsIgnored = (path: Path) => boolean;

/** `[]` stands for any index. */
const ANY = '[]';

const partsOf = (written: string): string[] =>
  written
    .replaceAll(/\[(\d*)\]/g, '.[$1]')
    .split('.')
    .filter((part) => part !== '');

const isAt = (parts: readonly string[], path: Path): boolean =>
  parts.length === path.length &&
  parts.every((part, index) => {
    const key = path[index];
    return typeof key === 'number' ? part === ANY || part === `[${key}]` : part === key;
  });

/**
 * Reads what is not compared. The request's own id never is.
 *
 * @param names of fields at any depth, or paths such as `data.info[].last_time`
 */
export const readIgnored = (names: readonly string[]): IsIgnored => {
  const isPath = (name: string) => /[.[]/.test(name);
  const anywhere = new Set(names.filter((name) => !isPath(name)));
  const paths = [['request_id'], ...names.filter(isPath).map(partsOf)];
  return (path) => anywhere.has(path.at(-1) as string) || paths.some((parts) => isAt(parts, path));
};
