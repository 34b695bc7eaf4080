/** Other mock servers. They are dependencies of the benchmark alone. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mockoonEnvironment, openApi, wiremockMapping } from './peer-files.js';
import { launch } from './launch.js';

const bench = fileURLToPath(new URL('..', import.meta.url));
const packages = join(bench, 'node_modules');
const INSTALL = ['install', '--no-package-lock', '--no-audit', '--no-fund', '--prefix', bench];

const manifest = (file) => JSON.parse(readFileSync(file, 'utf8'));
const wanted = manifest(join(bench, 'package.json')).dependencies;

export const versionOf = (name) => {
  const file = join(packages, name, 'package.json');
  return existsSync(file) ? manifest(file).version : undefined;
};

const areInstalled = () => Object.entries(wanted).every(([name, version]) => versionOf(name) === version);

/**
 * Installs the peers if they are missing.
 *
 * @param {(text: string) => void} progress
 * @returns {string | undefined} the reason why they are left out
 */
export const installPeers = (progress) => {
  if (areInstalled()) return undefined;
  progress(`installing ${Object.keys(wanted).join(', ')}, once, in test/bench/node_modules`);
  const { status, stderr, error } = spawnSync('npm', INSTALL, { encoding: 'utf8' });
  if (status === 0 && areInstalled()) return undefined;
  const reason = error?.message ?? stderr.trim().split('\n').slice(-3).join(' ');
  progress(reason);
  return 'Prism, Mockoon and WireMock are left out: npm could not install them.';
};

const write = (folder, name, content) => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};

const whyNoJava = () =>
  spawnSync('java', ['-version']).error === undefined
    ? undefined
    : 'WireMock is left out: Java is missing ("apt-get install default-jre-headless" on Debian and Ubuntu).';

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} label
 * @property {() => string | undefined} [whyMissing] the reason why it cannot run
 * @property {number} warmUpS seconds until it is as fast as it gets
 * @property {(folder: string, fixed: import('./peer-files.js').Fixed) => { command: string, args: (port: number) => string[] }} command
 */

/** @type {Peer[]} */
export const PEERS = [
  {
    name: 'prism',
    label: 'Prism',
    warmUpS: 5,
    command: (folder, fixed) => {
      const file = write(folder, 'prism.json', openApi(fixed));
      const program = join(packages, '@stoplight/prism-cli/dist/index.js');
      return { command: process.execPath, args: (port) => [program, 'mock', '--port', String(port), file] };
    },
  },
  {
    name: 'mockoon',
    label: 'Mockoon',
    warmUpS: 5,
    command: (folder, fixed) => {
      const file = write(folder, 'mockoon.json', mockoonEnvironment(fixed));
      const program = join(packages, '@mockoon/cli/bin/run.js');
      // Its log file would be in the home folder. It logs to its output as well.
      const args = ['start', '--data', file, '--hostname', '127.0.0.1', '--disable-log-to-file'];
      return { command: process.execPath, args: (port) => [program, ...args, '--port', String(port)] };
    },
  },
  {
    name: 'wiremock',
    label: 'WireMock',
    whyMissing: whyNoJava,
    // The Java virtual machine compiles hot code late.
    warmUpS: 10,
    command: (folder, fixed) => {
      const root = join(folder, 'wiremock');
      write(join(root, 'mappings'), 'reply.json', wiremockMapping(fixed));
      const jar = join(packages, `wiremock/build/wiremock-standalone-${versionOf('wiremock')}.jar`);
      const args = ['--root-dir', root, '--bind-address', '127.0.0.1'];
      return { command: 'java', args: (port) => ['-jar', jar, ...args, '--port', String(port)] };
    },
  },
];

/** Starts a peer that has a fixed reply to a request. */
export const launchPeer = ({ name, command }, folder, { path, request, body }) =>
  launch({ name, folder, ready: { path, method: 'POST', body: request }, ...command(folder, { path, body }) });
