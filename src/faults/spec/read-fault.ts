import { COMPONENTS } from '../../cmdb/components/index.js';
import { MOST_SHOWN, pathText } from '../../util/problem.js';
import { BOUNDS, MOST_PARAMETER_DEPTH } from './bounds.js';
import { FAULT_NAMES, PROXY_STATUSES, type FaultSpec } from './fault-spec.js';
import { readReply } from './read-reply.js';
import {
  choice,
  described,
  isNumber,
  json,
  numberIn,
  readKeys,
  tell,
  tellOfKey,
  text,
  type Place,
  type Reader,
  type SpecProblem,
} from './reader.js';
import { isMap } from '../../util/is-map.js';
import { plural } from '../../util/words.js';

/** A fault that cannot be understood, with everything that is wrong with it. */
export class FaultSpecError extends Error {
  override readonly name = 'FaultSpecError';
  readonly problems: readonly SpecProblem[];

  constructor(problems: readonly SpecProblem[]) {
    const lines = problems
      .slice(0, MOST_SHOWN)
      .map(({ path, message }) => [pathText(path), message].filter((part) => part !== '').join(': '));
    if (problems.length > MOST_SHOWN) lines.push(`and ${problems.length - MOST_SHOWN} more`);
    super([`${plural(problems.length, 'problem')} in the fault:`, ...lines].join('\n  '));
    this.problems = problems;
  }
}

const milliseconds = numberIn(BOUNDS.milliseconds);

const uniform: Reader = (place) => {
  const range = readKeys(place, 'a map of min and max', { min: milliseconds, max: milliseconds }, ['min', 'max']);
  const { min, max } = range as { min?: number; max?: number };
  if (min !== undefined && max !== undefined && min > max) tell(place, `min ${min} is above max ${max}; swap them`);
  return range;
};

const logNormal: Reader = (place) =>
  readKeys(place, 'a map of median and sigma', { median: numberIn(BOUNDS.median), sigma: numberIn(BOUNDS.sigma) }, [
    'median',
    'sigma',
  ]);

const LATENCIES: Record<string, Reader> = { fixed: milliseconds, uniform, log_normal: logNormal };

const latency: Reader = (place) => {
  if (isNumber(place.value)) return milliseconds(place);
  const read = readKeys(place, 'a number of milliseconds, or a map of fixed, uniform or log_normal', LATENCIES);
  if (!isMap(place.value)) return undefined;
  const count = Object.keys(read).length;
  if (count !== 1) tell(place, `must be one of fixed, uniform and log_normal, is ${count === 0 ? 'none' : 'several'}`);
  return read;
};

const parameters: Reader = (place) =>
  isMap(place.value)
    ? json(MOST_PARAMETER_DEPTH)(place)
    : tell(place, `must be a map of parameters, is ${described(place.value)}`);

const status: Reader = (place) =>
  (isNumber(place.value) && PROXY_STATUSES.find((known) => String(known) === String(place.value))) ||
  tell(place, `must be one of ${PROXY_STATUSES.join(', ')}; is ${described(place.value)}`);

const READERS: Readonly<Record<keyof FaultSpec, Reader>> = {
  name: choice(FAULT_NAMES),
  component: choice(COMPONENTS.map(({ name }) => name)),
  app: text,
  parameters,
  times: numberIn(BOUNDS.times),
  skip: numberIn(BOUNDS.skip),
  probability: numberIn(BOUNDS.probability),
  seed: numberIn(BOUNDS.seed),
  latency,
  status,
  reply: readReply,
};

/** What a fault tells of itself. Whoever sends one back that was given out has these in it. */
const TOLD = ['id', 'seen', 'struck', 'left'];

const tellOfTold = (place: Place): Place => {
  if (!isMap(place.value)) return place;
  const rest = Object.entries(place.value).filter(([key]) => {
    if (TOLD.includes(key)) tellOfKey(place, key, 'is counted here, not set; leave it out');
    return !TOLD.includes(key);
  });
  return { ...place, value: Object.fromEntries(rest) };
};

/** What goes with what. A name that is there, but wrong, tells nothing about that. */
const checkTogether = (place: Place, fault: Partial<FaultSpec>): void => {
  const { name } = fault;
  const replies = 'reply' in fault;
  if (!('name' in fault)) {
    const way = replies ? 'with a reply of your own it is custom' : `there are: ${FAULT_NAMES.join(', ')}`;
    tell(place, `name is missing; ${way}`);
  } else if (name === 'custom' && !replies) {
    tell(place, 'reply is missing: custom needs one, {"code", "message"} or {"status", "headers", "body"}');
  }
  if (name !== undefined && name !== 'custom' && replies) {
    tellOfKey(place, 'reply', `goes with the name custom; name the fault so, or leave the reply to ${name}`);
  }
  if (name !== undefined && name !== 'bad-gateway' && 'status' in fault) {
    const way = name === 'custom' ? 'put it into the reply' : 'leave it out, or name the fault custom';
    tellOfKey(place, 'status', `goes with the name bad-gateway; ${way}`);
  }
};

/** Reads a fault that stands somewhere in what was sent. */
export const faultAt = (place: Place): FaultSpec => {
  const { value } = place;
  const fault = readKeys(tellOfTold(place), 'a map', READERS) as Partial<FaultSpec>;
  if (isMap(value)) checkTogether(place, fault);
  return fault as FaultSpec;
};

/**
 * Reads a fault that was sent (contract section 7): checks all of it, and makes a copy that cannot be changed. Numbers may
 * come as lossless-json has them.
 *
 * @throws FaultSpecError with everything that is wrong: where, what, and the way out
 */
export const readFault = (value: unknown): FaultSpec => {
  const problems: SpecProblem[] = [];
  const fault = faultAt({ value, path: [], problems });
  if (problems.length > 0) throw new FaultSpecError(problems);
  return fault;
};
