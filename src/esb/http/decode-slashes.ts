/** The path of a target up to its query, with the address before it, if the target is a whole one. */
const TARGET = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/i;

const ESB_PATH = /^\/+api\/+c(?:\/|$)/;

/**
 * Undoes escaped slashes in the path of a request's target, because the live ESB decodes a path before it looks for a
 * component. The paths of CMDB's own API keep theirs.
 */
export const decodeSlashes = (target: string): string => {
  // Nearly all requests return here.
  if (!target.includes('%2')) return target;
  const [found, origin = '', path = ''] = TARGET.exec(target) as RegExpExecArray;
  const decoded = path.replace(/%2f/gi, '/');
  return ESB_PATH.test(decoded) ? origin + decoded + target.slice(found.length) : target;
};
