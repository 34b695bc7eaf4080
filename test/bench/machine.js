/** The machine and the versions that the figures belong to. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem, type as system, release } from 'node:os';
import { versionOf } from './servers/peers.js';

const root = new URL('../../', import.meta.url);
const manifest = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const OWN = ['fastify', 'better-sqlite3'];
const PEERS = ['@stoplight/prism-cli', '@mockoon/cli', 'wiremock'];

const firstLine = (command, args) => {
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return error === undefined ? (stdout + stderr).trim().split('\n')[0] : undefined;
};

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** Undefined if the project is no Git clone. */
const commit = () => {
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'package-lock.json') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ', with changes' : ''}`;
  } catch {
    return undefined;
  }
};

export const machine = () => {
  const [{ model }, ...others] = cpus();
  return {
    cores: others.length + 1,
    cpu: model,
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    system: `${system()} ${/^\d+\.\d+/.exec(release())?.[0] ?? ''}`,
  };
};

export const versions = () => ({
  'bk-esb-emulator': [manifest('package.json').version, commit()].filter(Boolean).join(', '),
  'Node.js': process.version,
  ...Object.fromEntries(OWN.map((name) => [name, manifest(`node_modules/${name}/package.json`).version])),
  ...Object.fromEntries(PEERS.map((name) => [name, versionOf(name) ?? 'not installed'])),
  Java: firstLine('java', ['-version']) ?? 'missing',
  wrk: firstLine('wrk', ['--version'])?.replace(/^wrk | Copyright.*/g, '') ?? 'missing',
});
