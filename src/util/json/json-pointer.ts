/** The keys of a JSON Pointer (RFC 6901): `/a~1b/0` gives `a/b` and `0`. */
export const pointerKeys = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
