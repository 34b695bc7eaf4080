/**
 * Says why a text is not the path of a file, so that no file of another name is read or written in its place.
 *
 * @returns undefined if it may be a path
 */
export const pathFault = (path: string): string | undefined => {
  if (path === '') return 'the path is empty';
  if (path.includes('\0')) return 'has a zero byte, which no path has';
  // Node.js puts this sign in the place of bytes that are not UTF-8.
  if (path.includes('\uFFFD')) return 'is not a name in UTF-8; give the file another name';
  if (/^file:/i.test(path)) return 'is a URI; give the path alone';
  return path === '-' ? 'is no file; name one, or /dev/stdin to read standard input' : undefined;
};
