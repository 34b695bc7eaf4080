import type { IncomingMessage } from 'node:http';
import { badRequest } from '../util/control-error.js';

/** The sandbox of requests that name none. */
export const DEFAULT_SANDBOX = 'default';
/** For clients whose address cannot be changed. */
export const SANDBOX_HEADER = 'x-emulator-sandbox';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * @param kind what has the name, for the message
 * @returns the name
 * @throws ControlError 400 where it is none
 */
export const checkName = (kind: string, name: string): string => {
  if (NAME.test(name)) return name;
  throw badRequest(
    `"${name.slice(0, 100)}" is no name of a ${kind}: names have letters, digits, ".", "_" and "-", begin with a ` +
      'letter or a digit, and are 64 characters long at most',
  );
};

const SANDBOX = Symbol('sandbox');
type Addressed = IncomingMessage & { [SANDBOX]?: string };

/** A host, where the target is a whole address, then the sandbox. Some builders of addresses write `@` as `%40`. */
const PREFIX = /^((?:[a-z][a-z0-9+.-]*:\/\/[^/?]*)?)\/+(?:@|%40)([^/?;]*)/i;

const decode = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    // What cannot be decoded is no name of a sandbox, and will be told so.
    return name;
  }
};

/**
 * Takes `/@NAME` off the front of a request's target, and remembers the name.
 *
 * @returns the target that is left
 */
export const takeSandbox = (raw: Addressed): string => {
  const target = raw.url as string;
  // All but a few requests end here.
  if (target.startsWith('/api/')) return target;
  const found = PREFIX.exec(target);
  if (found === null) return target;
  const [prefix, host = '', name = ''] = found;
  raw[SANDBOX] = decode(name);
  const rest = target.slice(prefix.length);
  return host + (rest.startsWith('/') ? rest : `/${rest}`);
};

/**
 * The sandbox that a request is for. The path goes before the header.
 *
 * @throws ControlError 400 where what it names is no name
 */
export const sandboxNameOf = (raw: Addressed): string => {
  const name = raw[SANDBOX] ?? raw.headers[SANDBOX_HEADER];
  return name === undefined ? DEFAULT_SANDBOX : checkName('sandbox', name.toString());
};
