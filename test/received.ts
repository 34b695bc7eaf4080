import type { ClientRequest, IncomingHttpHeaders } from 'node:http';

/** A reply as it came. */
export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Waits for the whole reply to a request. It fails if the connection does. */
export const received = (outgoing: ClientRequest): Promise<Received> =>
  new Promise((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString(),
        });
      });
    });
  });
