import type { IncomingMessage } from 'node:http';
import { NAME_PATTERN } from '../model/name-pattern.js';
import { badRequest } from '../util/control-error.js';
import { shownText } from '../util/secrets/hide-secrets.js';

/** The sandbox of requests that name none. */
export const DEFAULT_SANDBOX = 'default';
/** The header that names the sandbox, for clients whose address of the ESB cannot be changed. */
export const SANDBOX_HEADER = 'x-emulator-sandbox';

/**
 * @param kind the named thing, for the message
 * @returns the name
 * @throws ControlError 400 if the name is not valid
 */
export const checkName = (kind: 'sandbox' | 'snapshot', name: string): string => {
  if (NAME_PATTERN.test(name)) return name;
  throw badRequest({ code: 'SANDBOX_BAD_NAME', kind, name: shownText(name) });
};

const SANDBOX = Symbol('sandbox');
type Addressed = IncomingMessage & { [SANDBOX]?: string };

/** The host, if the target is a whole URL, and the sandbox. Some URL builders write `@` as `%40`. */
const PREFIX = /^((?:[a-z][a-z0-9+.-]*:\/\/[^/?]*)?)\/+(?:@|%40)([^/?;]*)/i;

const decode = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    // The check of names reports a name that cannot be decoded.
    return name;
  }
};

const withSlash = (target: string): string => (target.startsWith('/') ? target : `/${target}`);

/**
 * Removes `/@NAME` from the front of a request's target, and remembers the name.
 *
 * @returns the rest of the target
 */
export const takeSandbox = (raw: Addressed): string => {
  const target = raw.url as string;
  // Nearly all requests return here.
  if (target.startsWith('/api/')) return target;
  const found = PREFIX.exec(target);
  if (found === null) return target;
  const [prefix, host = '', name = ''] = found;
  raw[SANDBOX] = decode(name);
  return host + withSlash(target.slice(prefix.length));
};

/** The target of a request as it was sent, without `/@NAME`, and without an address before it. */
export const targetBehindSandbox = (sent: string): string => {
  const [prefix = ''] = PREFIX.exec(sent) ?? /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i.exec(sent) ?? [];
  return withSlash(sent.slice(prefix.length));
};

/**
 * The name of the sandbox of a request. The path counts before the header.
 *
 * @throws ControlError 400 if the name is not valid
 */
export const sandboxNameOf = (raw: Addressed): string => {
  const name = raw[SANDBOX] ?? raw.headers[SANDBOX_HEADER];
  return name === undefined ? DEFAULT_SANDBOX : checkName('sandbox', name.toString());
};
