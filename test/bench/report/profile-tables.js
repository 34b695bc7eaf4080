/** Self time of a .cpuprofile, as tables. */
import { fileURLToPath } from 'node:url';

const MAX_ROWS = 40;
/** No code runs in these. */
const IDLE = new Set(['(idle)', '(root)']);

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The path of a file of the project, the package of another file, or the name of a module of Node. */
export const placeOf = ({ functionName, url }) => {
  if (url === '') return functionName.startsWith('(') ? functionName : '(native)';
  const path = url.startsWith('file://') ? fileURLToPath(url) : url;
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return name ?? path.replace(root, '');
};

const fileOf = (callFrame) => {
  const path = callFrame.url.replace(/^.*node_modules\//, '');
  if (callFrame.url === '') return placeOf(callFrame);
  return `${path.startsWith('file://') ? placeOf(callFrame) : path}:${callFrame.lineNumber + 1}`;
};

/** Microseconds by node of the call tree. */
const selfTimes = ({ nodes, samples, timeDeltas }) => {
  const times = new Map(nodes.map(({ id }) => [id, 0]));
  for (const [index, id] of samples.entries()) times.set(id, times.get(id) + timeDeltas[index]);
  return nodes.map(({ id, callFrame }) => ({ callFrame, time: times.get(id) }));
};

const sums = (selves, nameOf) => {
  const byName = new Map();
  for (const { callFrame, time } of selves) {
    const name = nameOf(callFrame);
    byName.set(name, (byName.get(name) ?? 0) + time);
  }
  return [...byName].filter(([, time]) => time > 0).sort(([, one], [, other]) => other - one);
};

const table = (title, rows, total) => {
  const lines = rows.slice(0, MAX_ROWS).map(([name, time]) => {
    const [ms, share] = [(time / 1000).toFixed(0).padStart(8), ((time / total) * 100).toFixed(1).padStart(6)];
    return `${ms} ms ${share} %  ${name}`;
  });
  return `${title}\n${lines.join('\n')}\n`;
};

/** @param profile the parsed .cpuprofile */
export const profileTables = (profile) => {
  const selves = selfTimes(profile).filter(({ callFrame }) => !IDLE.has(callFrame.functionName));
  const total = selves.reduce((sum, { time }) => sum + time, 0);
  const functionOf = (callFrame) => `${callFrame.functionName || '(anonymous)'}  ${fileOf(callFrame)}`;
  const byFunction = table('self time by function', sums(selves, functionOf), total);
  return `${byFunction}\n${table('self time by file or package', sums(selves, placeOf), total)}`;
};
