/** Builds what the tests start as a process. tap runs this before the first test, of one file as of all. */
import { spawnSync } from 'node:child_process';

// Nobody asks which lines of the compiler ran.
const env = { ...process.env, _TAPJS_PROCESSINFO_COVERAGE_: '0' };
const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', env });
process.exitCode = Number(status !== 0);
