import type { FaultState } from '../../../../faults/spec/fault-spec.ts';
import type { Fields } from '../../state/draft.ts';

/** A fault as it is sent. The emulator checks it, so that its values may be of any type. */
export type SentFault = Readonly<Record<string, unknown>>;

/** The ways in which a latency is distributed, and their values. */
export const LATENCIES = {
  fixed: ['fixed'],
  uniform: ['min', 'max'],
  log_normal: ['median', 'sigma'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type LatencyKind = keyof typeof LATENCIES;

/** The kind of latency that a form has; undefined if it has none. */
export const latencyKindOf = ({ latency = '' }: Fields): LatencyKind | undefined =>
  latency in LATENCIES ? (latency as LatencyKind) : undefined;

/** A number, or the text if it is none: the emulator then says what it has to be. Undefined if it is empty. */
const numberOf = (text = ''): number | string | undefined => {
  if (text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
};

const textOf = (text = ''): string | undefined => (text.trim() === '' ? undefined : text.trim());

/** The JSON of a field; undefined if it is empty. @throws SyntaxError */
const jsonOf = (text = ''): unknown => (text.trim() === '' ? undefined : JSON.parse(text));

/** The problem of the JSON of a field, in the words of the browser; undefined if it is valid or empty. */
export const jsonProblem = (text = ''): string | undefined => {
  try {
    jsonOf(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

const latencyOf = (fields: Fields): unknown => {
  const kind = latencyKindOf(fields);
  if (kind === undefined) return undefined;
  if (kind === 'fixed') return numberOf(fields['fixed']) ?? '';
  return { [kind]: Object.fromEntries(LATENCIES[kind].map((name) => [name, numberOf(fields[name]) ?? ''])) };
};

/** The calls that a fault is about. */
const scopeOf = (fields: Fields): SentFault => ({
  component: textOf(fields['component']),
  app: textOf(fields['app']),
  parameters: jsonOf(fields['parameters']),
});

/** JSON with the keys of its maps in order, and without those that have no value. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)))
      : item,
  );

/** True if a fault is about the calls that the form names. */
export const hasScopeOf = (fields: Fields): ((fault: FaultState) => boolean) => {
  if (jsonProblem(fields['parameters']) !== undefined) return () => false;
  const asked = canonical(scopeOf(fields));
  return ({ component, app, parameters }) => canonical({ component, app, parameters }) === asked;
};

/** A failure of the catalogue, with scope, counts and latency of the form. @throws SyntaxError if a field is no JSON */
export const faultOf = (name: string, fields: Fields): SentFault => ({
  name,
  ...scopeOf(fields),
  times: numberOf(fields['times']),
  skip: numberOf(fields['skip']),
  probability: numberOf(fields['probability']),
  seed: numberOf(fields['seed']),
  latency: latencyOf(fields),
  ...(name === 'bad-gateway' ? { status: numberOf(fields['status']) } : {}),
});

/** The custom reply of the form: an error in the envelope, or a reply that is sent as it is. @throws SyntaxError */
const replyOf = (fields: Fields): SentFault => {
  if (fields['reply'] !== 'whole') return { code: numberOf(fields['code']), message: fields['message'] ?? '' };
  const type = textOf(fields['type']);
  const headers = jsonOf(fields['headers']) as object | undefined;
  return {
    status: numberOf(fields['http']),
    headers: type === undefined ? headers : { 'content-type': type, ...headers },
    body: fields['body'] === '' ? undefined : fields['body'],
  };
};

/** A custom fault of the form. @throws SyntaxError if a field is no JSON */
export const customFaultOf = (fields: Fields): SentFault => ({ ...faultOf('custom', fields), reply: replyOf(fields) });

const COUNTED = ['id', 'seen', 'struck', 'left'];

/** A fault without what the emulator adds to it, so that it can be added again. */
export const withoutCounts = (fault: FaultState): SentFault =>
  Object.fromEntries(Object.entries(fault).filter(([key]) => !COUNTED.includes(key)));
