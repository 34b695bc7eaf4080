import { validateHeaderName, validateHeaderValue } from 'node:http';
import { stringify } from 'lossless-json';
import type { Answer } from '../calls/component.js';
import type { JsonText } from '../calls/reply/json-text.js';
import type { Text } from '../model/language.js';
import type { StubError, StubReply, StubStep } from '../model/stub.js';
import { GivenError } from './stub-error.js';
import { parseTemplates, type TemplateScope } from './template.js';

/** Answers a call, or throws the error that the stub gives. */
export type StepAnswer = (scope: () => TemplateScope) => Answer;

/** Templates were checked when the fixture was loaded, so that there is nothing to report. */
const render = <T>(value: T): ((scope: () => TemplateScope) => T) | undefined => {
  const parsed = parseTemplates(value, () => undefined);
  return parsed && ((scope) => parsed(scope()) as T);
};

const jsonOf = (value: unknown): string => stringify(value) ?? 'null';

/** A template that stands alone may have made another value of a text. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : jsonOf(value));

/** Makes something of a value: once if it has no template, and otherwise for each call. */
const prepare = <T, Made>(value: T, make: (value: T) => Made): ((scope: () => TemplateScope) => Made) => {
  const rendered = render(value);
  if (rendered !== undefined) return (scope) => make(rendered(scope));
  const made = make(value);
  return () => made;
};

const answerOf = (data: unknown): StepAnswer => prepare(data, (value) => ({ data: jsonOf(value), isEmpty: false }));

const refusalOf = (error: StubError, shown: Text): StepAnswer => {
  const makeError = prepare(
    error,
    ({ code, message, permission = null }) => new GivenError(code, textOf(message), jsonOf(permission), shown),
  );
  return (scope) => {
    throw makeError(scope);
  };
};

/** @throws TypeError if a template has made a header that cannot be sent */
const headersOf = (headers: Readonly<Record<string, string>>): Record<string, string> => {
  const sent = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)] as const);
  for (const [name, value] of sent) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  return Object.fromEntries(sent);
};

/** The envelope's code, if a body has one. */
const codeOf = (body: unknown): number | null => {
  try {
    const value = (typeof body === 'string' ? JSON.parse(body) : body) as Record<string, unknown> | null;
    const code = value?.['code'] ?? value?.['bk_error_code'];
    return typeof code === 'number' ? code : null;
  } catch {
    return null;
  }
};

const bodyOf = ({ body, encoding }: StubReply): JsonText => {
  if (body === undefined) return '';
  return encoding === undefined ? textOf(body) : Buffer.from(textOf(body), encoding);
};

const verbatimOf = (reply: StubReply): StepAnswer =>
  prepare(reply, (made) => {
    const body = bodyOf(made);
    return {
      data: '',
      isEmpty: false,
      verbatim: {
        status: made.status ?? 200,
        headers: made.headers === undefined ? undefined : headersOf(made.headers),
        body,
        code: codeOf(made.encoding === undefined ? made.body : body.toString()),
      },
    };
  });

/**
 * Prepares an answer of a stub. It is JSON text at once if it has no templates.
 *
 * @param shown says that the stub gives this error
 */
export const compileStep = ({ data, error, reply }: StubStep, shown: Text): StepAnswer => {
  if (error !== undefined) return refusalOf(error, shown);
  return reply === undefined ? answerOf(data) : verbatimOf(reply);
};
