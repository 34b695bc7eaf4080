import type { IncomingHttpHeaders } from 'node:http';

/** Headers of one connection alone (RFC 9110, section 7.6.1), and others that belong to a proxy's own side. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The HTTP library writes these. It does not know `Expect`, which Node has answered. */
const WRITTEN_ANEW = new Set(['host', 'content-length', 'expect']);

/** Headers for the emulator itself. */
const OWN = 'x-emulator-';

/** The names in `Connection`, which are of that connection alone, too. */
const namedIn = (connection: string): string[] =>
  connection
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());

/**
 * The headers of a request that go on: all but those of the connection and those for the emulator.
 *
 * @param raw names and values in turn
 */
export const requestHeaders = (raw: readonly string[]): string[] => {
  const pairs: [name: string, value: string][] = [];
  for (let index = 0; index < raw.length; index += 2) pairs.push([raw[index] as string, raw[index + 1] as string]);
  const named = new Set(pairs.flatMap(([name, value]) => (name.toLowerCase() === 'connection' ? namedIn(value) : [])));
  return pairs
    .filter(([name]) => {
      const lower = name.toLowerCase();
      const isOfHop = HOP_BY_HOP.has(lower) || named.has(lower);
      return !isOfHop && !WRITTEN_ANEW.has(lower) && !lower.startsWith(OWN);
    })
    .flat();
};

/**
 * The headers of a reply that come back: all but those of the connection. The emulator itself says which pages may read
 * its replies.
 */
export const replyHeaders = (headers: IncomingHttpHeaders): Record<string, string | string[]> => {
  const named = new Set(namedIn(headers.connection?.toString() ?? ''));
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    const isOfHop = HOP_BY_HOP.has(name) || named.has(name) || name === 'content-length';
    if (value !== undefined && !isOfHop && !name.startsWith('access-control-')) kept[name] = value;
  }
  return kept;
};
