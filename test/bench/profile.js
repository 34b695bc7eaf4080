/** Profiles the built emulator under load and prints its self time: `node test/bench/profile.js --help`. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { WORKLOADS } from './load/workloads.js';
import { runLoad, whyNoWrk } from './load/wrk.js';
import { profileTables } from './report/profile-tables.js';
import { launchEmulator } from './servers/launch.js';
import { pinThisProcess } from './servers/pinning.js';
import { endAllWithThisProcess } from './servers/processes.js';

const ROUTES = Object.keys(WORKLOADS);
const CLIENTS = 20;
const WARM_UP_S = 2;

const HELP = `Profiles the emulator under load, with Node's own --cpu-prof, and prints its self time.

  npm run profile -- [flags]

  --route ${ROUTES.join('|')}  the request [lpi]
  --seconds N                duration of the load [10]
  --help                     this text
`;

const exitWith = (message) => {
  stderr.write(`${message}\n`);
  exit(2);
};

const readFlags = () => {
  const string = (otherwise) => ({ type: 'string', default: otherwise });
  const options = { route: string('lpi'), seconds: string('10'), help: { type: 'boolean', default: false } };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return exitWith(`${error.message}; see --help`);
  }
};

const { route, seconds, help } = readFlags();
if (help) {
  stdout.write(HELP);
  exit(0);
}
if (!ROUTES.includes(route)) exitWith(`--route must be one of ${ROUTES.join(', ')}, not "${route}"`);
if (!/^[1-9]\d*$/.test(seconds)) exitWith(`--seconds must be a whole number, 1 or more, not "${seconds}"`);
const missing = whyNoWrk();
if (missing !== undefined) exitWith(missing);

endAllWithThisProcess();
pinThisProcess();
const { args, path, body, choose, label } = WORKLOADS[route];
const folder = mkdtempSync(join(tmpdir(), 'bk-esb-profile-'));
const server = await launchEmulator(folder, args, { node: ['--cpu-prof', `--cpu-prof-dir=${folder}`] });
const load = { path, body: body((await choose(server.url)).id) };
await runLoad(server.url, load, { clients: CLIENTS, seconds: WARM_UP_S });
const { rate } = await runLoad(server.url, load, { clients: CLIENTS, seconds: Number(seconds) });
await server.end();

const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.cpuprofile')) ?? '');
stdout.write(`${label}: ${Math.round(rate)} requests/s, with start and warm-up in the profile\n\n`);
stdout.write(profileTables(JSON.parse(readFileSync(file, 'utf8'))));
stdout.write(`\n${file}\n`);
