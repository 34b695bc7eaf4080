/** Profiles the built emulator under load, and prints where its time goes. `node test/bench/profile.js --help`. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { putLoad, whyNoLoad } from './lib/load.js';
import { pinThisProcess } from './lib/pinning.js';
import { endAllWithThisProcess } from './lib/processes.js';
import { profileTables } from './lib/profile-tables.js';
import { launchEmulator } from './lib/servers.js';
import { WORKLOADS } from './lib/workloads.js';

const ROUTES = Object.keys(WORKLOADS);
const CLIENTS = 20;
const WARM_UP_S = 2;

const HELP = `Profiles the emulator under load, with Node's own --cpu-prof, and prints its self time.

  npm run profile -- [flags]

  --route ${ROUTES.join('|')}  what is asked [lpi]
  --seconds N                how long [10]
  --help                     this text
`;

const giveUp = (message) => {
  stderr.write(`${message}\n`);
  exit(2);
};

const readFlags = () => {
  const string = (otherwise) => ({ type: 'string', default: otherwise });
  const options = { route: string('lpi'), seconds: string('10'), help: { type: 'boolean', default: false } };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return giveUp(`${error.message}; see --help`);
  }
};

const { route, seconds, help } = readFlags();
if (help) {
  stdout.write(HELP);
  exit(0);
}
if (!ROUTES.includes(route)) giveUp(`--route must be one of ${ROUTES.join(', ')}, not "${route}"`);
if (!/^[1-9]\d*$/.test(seconds)) giveUp(`--seconds must be a whole number, 1 or more, not "${seconds}"`);
const missing = whyNoLoad();
if (missing !== undefined) giveUp(missing);

endAllWithThisProcess();
pinThisProcess();
const { args, path, body, label } = WORKLOADS[route];
const folder = mkdtempSync(join(tmpdir(), 'bk-esb-profile-'));
const server = await launchEmulator(folder, args, { node: ['--cpu-prof', `--cpu-prof-dir=${folder}`] });
const load = { path, body: await body(server.url) };
await putLoad(server.url, load, { clients: CLIENTS, seconds: WARM_UP_S });
const { rate } = await putLoad(server.url, load, { clients: CLIENTS, seconds: Number(seconds) });
await server.end();

const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.cpuprofile')) ?? '');
stdout.write(`${label}: ${Math.round(rate)} requests/s, with start and warm-up in the profile\n\n`);
stdout.write(profileTables(JSON.parse(readFileSync(file, 'utf8'))));
stdout.write(`\n${file}\n`);
