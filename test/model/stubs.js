import { cmdbError, componentError, verbatim, written } from './replies.js';

/** Stubs of the ESB's components, from docs/stubs.md: which one answers a call, and what it says. */

const PREFIX = '/api/c/compapi';

/** Doubled slashes collapse, the last one is optional. */
const collapse = (path) => path.replace(/\/+/g, '/').replace(/\/$/, '');

const pathOf = (text) => collapse(text.startsWith('/') ? text : `${PREFIX}/v2/${text.replace('.', '/')}`);

/** The answers one after the other: one that has another after it counts once, the last one for ever. */
const stepsOf = (row) => {
  const steps = [row, ...(row.get('then') ?? [])];
  return steps.map((step, index) => {
    const times = step.get('times');
    const often = times === undefined ? (index < steps.length - 1 ? 1 : Infinity) : Number(times.number);
    return { step, often };
  });
};

/** The stubs of a fixture, in its order. Each counts how many calls it has answered. */
export const stubsOf = (rows) =>
  rows.map((row) => {
    const path = pathOf(row.get('path'));
    const [system, ...name] = path.slice(PREFIX.length).replace('/v2/', '/').split('/').slice(1);
    return {
      path,
      name: name.join('/'),
      system: system.toUpperCase(),
      methods: row.has('method') ? [row.get('method')] : ['GET', 'POST'],
      when: row.get('when') ?? new Map(),
      steps: stepsOf(row),
      uses: 0,
    };
  });

export const stubsAt = (stubs, path, method) =>
  stubs.filter((stub) => stub.path === collapse(path) && stub.methods.includes(method));

const isNumber = (value) => typeof value === 'bigint' || typeof value === 'number';

/** A number of a request as one of a fixture. */
const fixtureValue = (value) => {
  if (isNumber(value)) return written(String(value));
  if (value instanceof Map) return new Map([...value].map(([name, one]) => [name, fixtureValue(one)]));
  return Array.isArray(value) ? value.map(fixtureValue) : value;
};

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const valueOf = (text) => (/^[+-]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : Number(text));

/** True if a text spells a number, in whatever form. */
const spells = (text, number) => NUMBER.test(text) && NUMBER.test(number) && valueOf(text) == valueOf(number);

/** Maps are subsets at every depth, lists and other values are equal; a number also equals a text that spells it. */
const matches = (wanted, given) => {
  if (wanted instanceof Map) {
    return given instanceof Map && [...wanted].every(([name, one]) => given.has(name) && matches(one, given.get(name)));
  }
  if (Array.isArray(wanted)) {
    const isSame = Array.isArray(given) && given.length === wanted.length;
    return isSame && wanted.every((one, index) => matches(one, given[index]));
  }
  if (wanted === null || typeof wanted !== 'object') return wanted === given;
  if (isNumber(given)) return fixtureValue(given).number === wanted.number;
  return typeof given === 'string' && (given === wanted.number || spells(given, wanted.number));
};

const stepAt = ({ steps, uses }) => {
  let before = 0;
  return steps.find(({ often }) => {
    before += often;
    return uses < before;
  });
};

/** The first stub whose condition the parameters meet, and that has answers left; undefined if there is none. */
export const findStub = (stubs, params) => stubs.find((stub) => matches(stub.when, params) && stepAt(stub));

const needed = (params, name) => {
  if (!params.has(name)) throw componentError();
  return params.get(name);
};

/** Liquid takes these for nothing. */
const isNothing = (value) => value === undefined || value === null || value === false || value === '';

/** The templates that fixtures of the model have. */
export const TEMPLATES = {
  '{{ counter }}': ({ counter }) => written(counter),
  '{{ counter | plus: 1000 }}': ({ counter }) => written(counter + 1000),
  'call {{counter}} by {{ request.method }}': ({ counter, method }) => `call ${counter} by ${method}`,
  '{{ request.params.n }}': ({ params }) => fixtureValue(needed(params, 'n')),
  '<{{ request.params.s }}>': ({ params }) => `<${needed(params, 's')}>`,
  '{{ request.params.s | default: "none" }}': ({ params }) => (isNothing(params.get('s')) ? 'none' : params.get('s')),
  '{{ request.params.s | size }}{% raw %}{{ x }}{% endraw %}': ({ params }) => `${needed(params, 's').length}{{ x }}`,
  '{{ request.params.bk_app_secret | default: "hidden" }}': () => 'hidden',
};

const render = (value, call) => {
  if (typeof value === 'string') return Object.hasOwn(TEMPLATES, value) ? TEMPLATES[value](call) : value;
  if (value instanceof Map) return new Map([...value].map(([name, one]) => [name, render(one, call)]));
  return Array.isArray(value) ? value.map((one) => render(one, call)) : value;
};

/**
 * Answers a call from a stub, which uses an answer up.
 *
 * @returns the `data` of a success
 * @throws Refusal with any other reply
 */
export const askStub = (stub, params, method) => {
  const { step } = stepAt(stub);
  stub.uses += 1;
  const call = { params, method, counter: stub.uses };
  const [error, reply] = [step.get('error'), step.get('reply')];
  if (error !== undefined) {
    const given = render(error, call);
    throw cmdbError(given.get('code').number, given.get('message'), given.get('permission') ?? null);
  }
  if (reply !== undefined) throw verbatim(render(reply, call));
  return render(step.get('data'), call);
};
