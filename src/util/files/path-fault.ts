import type { PathFault } from '../../messages/path-faults.js';

/**
 * Says why a text is not the path of a file, so that no file of another name is read or written in its place.
 *
 * @returns undefined if it may be a path
 */
export const pathFault = (path: string): PathFault | undefined => {
  if (path === '') return 'empty';
  if (path.includes('\0')) return 'zero-byte';
  // Node.js puts this sign in the place of bytes that are not UTF-8.
  if (path.includes('\uFFFD')) return 'not-utf8';
  if (/^file:/i.test(path)) return 'uri';
  return path === '-' ? 'dash' : undefined;
};
