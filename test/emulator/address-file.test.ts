import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import t from 'tap';
import { writeAddress } from '../../src/emulator/address-file.js';
import { createEmulator } from '../../src/index.js';
import type { Log } from '../../src/util/log.js';

const HEALTH_CHECK = fileURLToPath(new URL('../../docker/healthcheck.js', import.meta.url));

/** Runs the health check of the image. @returns its exit status, and its output */
const check = (file: string): Promise<{ status: number; said: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '', BK_ESB_ADDRESS_FILE: file };
    execFile(process.execPath, [HEALTH_CHECK], { env }, (error, said) =>
      resolve({ status: error === null ? 0 : Number(error.code), said }),
    );
  });

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1');

t.jobs = 4;

for (const host of ['127.0.0.1', '127.0.0.2', '0.0.0.0', 'localhost', '::1', '::']) {
  const skip = host.includes(':') && !hasIpv6 && 'there is no IPv6';
  t.test(`the health check finds the emulator on ${host}, at any port`, { skip }, async (t) => {
    const file = join(t.testdir(), 'address');
    const emulator = await createEmulator({ host, addressFile: file });
    t.equal(readFileSync(file, 'utf8'), `${emulator.url}\n`);
    t.strictSame(await check(file), { status: 0, said: `${emulator.url}/readyz: HTTP 200\n` });
    await emulator.close();
    t.notOk(existsSync(file), 'the address of a closed emulator is nowhere');
    t.strictSame(await check(file), { status: 1, said: `${file} is not there: the emulator is not ready\n` });
  });
}

t.test('the health check fails if nobody answers, or not with 200', async (t) => {
  const file = join(t.testdir(), 'address');
  const server = createServer((_, response) => response.writeHead(503).end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(file, `${url}\n`);
  t.strictSame(await check(file), { status: 1, said: `${url}/readyz: HTTP 503\n` });
  await new Promise((resolve) => server.close(resolve));
  t.match(await check(file), { status: 1, said: `${url}: ` });
  t.match(await check(''), { status: 1, said: 'BK_ESB_ADDRESS_FILE names no file' });
});

t.test('an emulator whose address cannot be written says so, and runs', async (t) => {
  const file = join(t.testdir(), 'nowhere', 'address');
  const warnings: string[] = [];
  const ignore = (): void => undefined;
  const warn: Log['warn'] = (_, text) => warnings.push(text);
  writeAddress(file, 'http://127.0.0.1:1', { level: 'warn', debug: ignore, info: ignore, warn, error: ignore })();
  t.match(warnings, [/^the address is in no file: ENOENT.*; see --address-file$/]);
  await using emulator = await createEmulator({ addressFile: file });
  t.equal((await fetch(`${emulator.url}/readyz`)).status, 200);
});
