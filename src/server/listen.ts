import type { FastifyInstance } from 'fastify';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { CodedError } from '../messages/coded-error.js';
import type { Message } from '../messages/message.js';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** The emulator cannot listen at its address. `cause` is the error of the system. */
export class ListenError extends CodedError {
  override readonly name = 'ListenError';

  constructor(message: Message, cause: unknown) {
    super(message);
    this.cause = cause;
  }
}

/** The message for an error of the system, if other settings mend it. */
const messageFor = (error: unknown, { host, port }: { host: string; port: number }): Message | undefined => {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return { code: 'LISTEN_PORT_IN_USE', host, port };
    case 'EACCES':
      return { code: 'LISTEN_PORT_NOT_ALLOWED', host, port };
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EAI_AGAIN':
    case 'EINVAL':
    case 'ENOTFOUND':
      return { code: 'LISTEN_NO_SUCH_ADDRESS', host };
    default:
      return undefined;
  }
};

/** Addresses of a family that the machine does not have. */
const NO_SUCH_FAMILY: readonly unknown[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/**
 * Listens on another address, and passes its connections to the HTTP server, so that they are treated as any other.
 *
 * @returns undefined if the machine does not have the address
 */
const listenBeside = async (app: FastifyInstance, host: string): Promise<Server | undefined> => {
  const { port } = app.server.address() as AddressInfo;
  // As an HTTP server accepts connections.
  const beside = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    app.server.emit('connection', socket);
  });
  try {
    await once(beside.listen({ host, port }), 'listening');
  } catch (error) {
    if (NO_SUCH_FAMILY.includes((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
  return beside;
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

/**
 * Listens on an address. `localhost` stands for all of its addresses, as clients try one or the other first. Fastify itself
 * would make a second HTTP server for the second address, without the settings and the care of the first.
 *
 * @param addressesOf finds the addresses of `localhost`
 * @returns closes the servers beside the HTTP server, when their connections are closed
 * @throws ListenError if the port is taken, or may not be used, or the address is none of this machine
 */
export const listen = async (
  app: FastifyInstance,
  { host, port }: { host: string; port: number },
  addressesOf: (host: string) => Promise<{ address: string }[]> = (name) => lookup(name, { all: true }),
): Promise<() => Promise<unknown>> => {
  try {
    const [first = host, ...others] =
      host === 'localhost' ? (await addressesOf(host)).map(({ address }) => address) : [host];
    await app.listen({ host: first, port });
    const beside = await Promise.all(others.map((address) => listenBeside(app, address)));
    return () => Promise.all(beside.map(async (server) => server && closeServer(server)));
  } catch (error) {
    const message = messageFor(error, { host, port });
    throw message === undefined ? error : new ListenError(message, error);
  }
};
