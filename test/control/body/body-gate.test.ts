import { once } from 'node:events';
import t from 'tap';
import { instances, startEmulator } from '../client.js';
import { connect } from '../helper.js';

const LARGEST = 64 * 2 ** 20;

/** A request whose body never comes. */
const stall = async (url: string, length: number) => {
  const socket = connect(url).on('error', () => undefined);
  await once(socket, 'connect');
  const head = ['PUT /@stalled/__emulator/data HTTP/1.1', 'Host: 127.0.0.1', `Content-Length: ${length}`, '', ''];
  await new Promise((resolve) => socket.write(head.join('\r\n'), resolve));
  return socket;
};

t.test('large bodies wait for room, and small ones do not wait for them', async (t) => {
  await using world = await startEmulator();
  const { esb, ask } = world;
  const small = () => ask('PUT /@small/__emulator/data', { body: instances(1) });
  const holder = await stall(esb.url, LARGEST);
  t.equal((await small()).status, 200);
  const gone = await stall(esb.url, LARGEST);
  t.equal((await small()).status, 200);
  let isAnswered = false;
  const body = { name: 'custom', reply: { body: 'x'.repeat(300 * 1024) } };
  const waiting = ask('POST /@large/__emulator/faults', { body }).finally(() => (isAnswered = true));
  // The length of a body in chunks is not known, so it may be a large one.
  const headers = { 'transfer-encoding': 'chunked' };
  const chunked = ask('PUT /@chunked/__emulator/data', { body: '{}', headers });
  t.equal((await small()).status, 200);
  gone.destroy();
  await once(gone, 'close');
  for (let turn = 0; turn < 3; turn += 1) t.equal((await small()).status, 200);
  t.equal(isAnswered, false);
  holder.destroy();
  t.equal((await waiting).status, 201);
  t.equal((await chunked).status, 200);
});
