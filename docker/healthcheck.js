/**
 * The health check of the image: whether the emulator answers at the address that it has written to BK_ESB_ADDRESS_FILE. So
 * it needs to know no flags of the emulator.
 */
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import process from 'node:process';

const end = (status, text) => {
  console.log(text);
  process.exit(status);
};

const file = process.env.BK_ESB_ADDRESS_FILE;
if (!file) end(1, 'BK_ESB_ADDRESS_FILE names no file');
let address = '';
try {
  address = readFileSync(file, 'utf8').trim();
} catch {
  end(1, `${file} is not there: the emulator is not ready`);
}
get(`${address}/readyz`, ({ statusCode }) =>
  end(statusCode === 200 ? 0 : 1, `${address}/readyz: HTTP ${statusCode}`),
).on('error', ({ message }) => end(1, `${address}: ${message}`));
