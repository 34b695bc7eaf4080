import { COMPONENTS } from '../cmdb/components/index.js';
import type { FaceName } from '../calls/face-name.js';
import { CHANNEL_PREFIX } from '../esb/http/channel.js';

/** The path of a component that is not emulated. */
export interface StubPath {
  face: FaceName;
  /** The whole path, without a slash at its end. */
  path: string;
  /** The name of the component, in small letters: `job.execute_job`. */
  name: string;
  /** The system as the ESB's messages spell it: `JOB`. */
  system: string;
}

/** `SYSTEM.NAME`, which stands for a component of the ESB. */
const NAME = /^[\w-]+\.[\w-]+$/;
/** A path below `/api/` with at least two parts. A query or a blank belongs to no path. */
const PATH = /^\/api(?:\/[^/?#\s]+){2,}$/;

/** A path as it is compared: without doubled slashes, and without one at the end. */
export const comparedPath = (path: string): string => path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');

/**
 * The path that a stub is for.
 *
 * @returns undefined if it is none
 */
export const pathOfStub = (written: string): string | undefined => {
  const path = NAME.test(written)
    ? `${CHANNEL_PREFIX}/v2/${written.toLowerCase().replace('.', '/')}`
    : comparedPath(written);
  return PATH.test(path) ? path : undefined;
};

/** The face of a path, and the parts that name its system and its component. */
const partsOf = (path: string): [face: FaceName, ...parts: string[]] => {
  const [first, , ...rest] = path.split('/').slice(2) as [string, ...string[]];
  if (path.startsWith(`${CHANNEL_PREFIX}/`)) return ['esb', ...(rest[0] === 'v2' ? rest.slice(1) : rest)];
  // The ESB has other paths, but none of them leads to a component.
  if (first === 'c') return ['esb'];
  if (first === 'v3') return ['api-server', 'cc', ...path.split('/').slice(3)];
  // The second part is the stage of the gateway.
  return ['api-gateway', first, ...rest];
};

/**
 * Reads a path below `/api/`: which face it belongs to, and how the component is called.
 *
 * @param path as `comparedPath` or `pathOfStub` gives it
 * @returns undefined if no face has such a path
 */
export const readPath = (path: string): StubPath | undefined => {
  const [face, system, ...rest] = partsOf(path);
  if (system === undefined || rest.length === 0) return undefined;
  return { face, path, name: `${system}.${rest.join('/')}`.toLowerCase(), system: system.toUpperCase() };
};

const GATEWAY = /^\/api\/bk-cmdb\/[^/]+/;

/** The emulated component at a path, by its name; undefined if there is none. */
export const emulatedAt = (path: string): string | undefined =>
  COMPONENTS.find(({ path: esbPath, cmdbPath }) => {
    if (path === comparedPath(CHANNEL_PREFIX + esbPath)) return true;
    const atCmdb = path.replace(GATEWAY, '');
    return cmdbPath.endsWith('/') ? atCmdb.startsWith(cmdbPath) : atCmdb === cmdbPath;
  })?.name;
