/** The path of a request target, which may be a whole address (RFC 9112, absolute form). */
export const pathOfTarget = (target: string): string =>
  target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '').split('?', 1)[0] as string;
