import type { CmdbComponent } from '../../cmdb/component.js';
import type { Captured } from './captured.js';
import { componentOfShape, rowsIn } from './components.js';
import type { Message } from '../../messages/message.js';
import { findEnvelope, type NoEnvelope } from './find-envelope.js';
import type { Exchange } from './find-exchanges.js';
import { componentOf, parametersOf, type Parameters } from './read-request.js';

/** A successful reply of a component. */
export interface Reply {
  component: CmdbComponent;
  parameters: Parameters;
  /** The envelope's `data`. */
  data: Captured;
  /** The list of rows in it. */
  rows: Captured;
}

/** The reason why a reply is passed over. */
export interface PassedOver {
  /** A note counts the replies of one kind together. */
  kind: string;
  say: (count: number) => Message;
}

/** Leaves out what looks like a token: six signs or more, if a digit is among them or follows before the next blank. */
const withoutTokens = (word: string): string => {
  const lastDigit = word.search(/\d\D*$/);
  return word.replaceAll(/[\w.~+/-]{6,}/g, (token, at: number) => (at <= lastDigit ? '…' : token));
};

/** A refusal may name secrets: values after an equals sign, and words that look like a token, are left out. */
const scrub = (message: string): string =>
  message
    .replaceAll(/=[^\s,;\]]+/g, '=…')
    .replaceAll(/\S+/g, withoutTokens)
    .slice(0, 200);

/** Refusals with the same code are of one kind. */
const refusal = ({ code, message }: Record<string, unknown>): PassedOver => {
  const values = {
    code: 'CAPTURE_REFUSED',
    refusal: typeof code === 'number' ? code : null,
    message: typeof message === 'string' ? scrub(message) : null,
  } as const;
  return { kind: `refused, ${values.refusal}`, say: (count) => ({ ...values, count }) };
};

const withoutEnvelope = (found: NoEnvelope, response: Captured): PassedOver => {
  const { value } = response.at('status');
  const message = { ...found, status: typeof value === 'number' ? value : null };
  return { kind: JSON.stringify(message), say: (count) => ({ ...message, count }) };
};

const isSuccess = ({ result, code }: Record<string, unknown>): boolean =>
  result === true || (result === undefined && code === 0);

/**
 * Reads a reply.
 *
 * @returns the reply, or why it is passed over; undefined for a call of another address, which gets no note because a
 *   browser records everything that a page asks for
 */
export const readReply = ({ at, request, response }: Exchange): Reply | PassedOver | undefined => {
  const named = componentOf(request === undefined ? [] : [request, at]);
  if (named === 'other') return undefined;
  const found = findEnvelope(response);
  if ('code' in found) return withoutEnvelope(found, response);
  const envelope = found.value as Record<string, unknown>;
  if (!isSuccess(envelope)) return refusal(envelope);
  const data = found.at('data');
  const component = named ?? componentOfShape(data);
  if (component === undefined) {
    return { kind: 'other component', say: (count) => ({ code: 'CAPTURE_OTHER_COMPONENT', count }) };
  }
  const rows = rowsIn(component, data);
  if (!Array.isArray(rows.value)) {
    const { name } = component;
    return { kind: `not ${name}`, say: (count) => ({ code: 'CAPTURE_OTHER_SHAPE', count, component: name }) };
  }
  return { component, parameters: request === undefined ? {} : parametersOf(request, component), data, rows };
};
