import type { CallReply } from '../../api/call.ts';
import { headersOf, isInQuery, sendRequest, withQuery, type Call } from '../../api/call.ts';
import type { Operation } from '../../api/operations.ts';
import type { Fields } from '../../state/draft.ts';
import { isMap, jsonText, readJson } from './json-value.ts';

/** The call that is sent, from the fields of the form: `body`, `method`, `p.NAME` for the path and `h.NAME` for headers. */
export interface CallDraft {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  /** The parameters as they were typed. */
  text: string;
}

export const defaultBody = ({ example }: Operation): string => jsonText(example);

/** The value of a parameter of the path or the headers. Headers without which nothing works begin with their example. */
export const parameterOf = (fields: Fields, { in: place, name, example }: Operation['parameters'][number]): string =>
  fields[`${place === 'path' ? 'p' : 'h'}.${name}`] ?? example ?? '';

export const draftOf = (operation: Operation, fields: Fields): CallDraft => {
  const { parameters, method, path } = operation;
  const inPath = parameters.filter((one) => one.in === 'path');
  const headers = parameters.filter((one) => one.in === 'header').map((one) => [one.name, parameterOf(fields, one)]);
  return {
    method: fields['method'] ?? method,
    path: inPath.reduce(
      (whole, one) => whole.replace(`{${one.name}}`, encodeURIComponent(parameterOf(fields, one))),
      path,
    ),
    headers: Object.fromEntries(headers.filter(([, value]) => value !== '')) as Record<string, string>,
    text: fields['body'] ?? defaultBody(operation),
  };
};

/** The parameters as text each, for the address. Undefined if they are no map. */
const queryOf = (text: string): Record<string, string> | undefined => {
  const read = readJson(text);
  if (!('value' in read) || !isMap(read.value)) return undefined;
  return Object.fromEntries(
    Object.entries(read.value).map(([key, value]) => [key, typeof value === 'string' ? value : jsonText(value)]),
  );
};

/** True if the parameters can be sent by the method. */
export const canSend = ({ method, text }: CallDraft): boolean => !isInQuery(method) || queryOf(text) !== undefined;

/** The draft as a call that can be copied; undefined if its parameters are no map. */
export const callOf = ({ method, path, headers, text }: CallDraft): Call | undefined => {
  try {
    const parameters: unknown = text.trim() === '' ? {} : JSON.parse(text);
    return isMap(parameters) ? { method, path, headers, parameters } : undefined;
  } catch {
    return undefined;
  }
};

/** Sends the draft. The text of the parameters is sent as it was typed. */
export const sendDraft = (draft: CallDraft, credentials: object, signal: AbortSignal): Promise<CallReply> => {
  const { method, path, text } = draft;
  const headers = headersOf(credentials, draft.headers);
  if (isInQuery(method)) return sendRequest(withQuery(path, queryOf(text) ?? {}), { method, headers, signal });
  return sendRequest(path, { method, headers: { ...headers, 'Content-Type': 'application/json' }, body: text, signal });
};
