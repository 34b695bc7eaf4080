/** Builds `dist/`, which some tests start as a process. tap runs this before the first test. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// The coverage of the build itself is of no interest.
const env = { ...process.env, _TAPJS_PROCESSINFO_COVERAGE_: '0' };
const build = fileURLToPath(new URL('build.js', import.meta.url));
const { status } = spawnSync(process.execPath, [build], { stdio: 'inherit', env });
process.exitCode = Number(status !== 0);
