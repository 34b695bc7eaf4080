import type { CmdbComponent } from '../../cmdb/component.js';
import type { Captured } from './captured.js';
import { componentOfShape, rowsIn } from './components.js';
import { findEnvelope } from './find-envelope.js';
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
  reason: string;
}

/** A refusal may name secrets: values after an equals sign, and words that look like a token, are left out. */
const scrub = (message: string): string =>
  message
    .replaceAll(/=[^\s,;\]]+/g, '=…')
    .replaceAll(/(?=\S*\d)[\w.~+/-]{6,}/g, '…')
    .slice(0, 200);

/** Refusals with the same code are of one kind. */
const refusal = ({ code, message }: Record<string, unknown>): PassedOver => {
  const kind = `refused${typeof code === 'number' ? ` with code ${code}` : ''}`;
  return { kind, reason: typeof message === 'string' ? `${kind}, "${scrub(message)}"` : kind };
};

const passOver = (reason: string): PassedOver => ({ kind: reason, reason });

const httpText = (response: Captured): string => {
  const { value } = response.at('status');
  return typeof value === 'number' ? ` (HTTP ${value})` : '';
};

/** Browsers drop bodies that they no longer need, and save bodies only with an option. */
const hintOf = (trouble: string): string =>
  trouble === 'without a body' ? '; if this is a HAR file, save it with content, before the page is left' : '';

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
  if (typeof found === 'string') return passOver(`${found}${httpText(response)}${hintOf(found)}`);
  const envelope = found.value as Record<string, unknown>;
  if (!isSuccess(envelope)) return refusal(envelope);
  const data = found.at('data');
  const component = named ?? componentOfShape(data);
  if (component === undefined) return passOver('of no known component');
  const rows = rowsIn(component, data);
  if (!Array.isArray(rows.value)) return passOver(`not of the form that ${component.name} has`);
  return { component, parameters: request === undefined ? {} : parametersOf(request, component), data, rows };
};
