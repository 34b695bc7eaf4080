/** An error of the system that a stub stands for. */
export interface StubError {
  code: number;
  message: string;
  /** Default: null. */
  permission?: unknown;
}

/** A reply that is sent as it is written. */
export interface StubReply {
  /** Default 200. */
  status?: number;
  headers?: Record<string, string>;
  /** A text, or any other JSON value, which is sent as compact JSON. Default: nothing. */
  body?: unknown;
  /** The body is Base64 of bytes that are no text. */
  encoding?: 'base64';
}

/** One answer of a stub: exactly one of `data`, `error` and `reply`. */
export interface StubStep {
  /** The `data` of a success. */
  data?: unknown;
  error?: StubError;
  reply?: StubReply;
  /** How many calls it answers. Default: 1 if another step follows, otherwise any number. */
  times?: number;
}

/** The methods that a stub may have. */
export const STUB_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The replies of a component that is not emulated, as a fixture describes them. */
export interface Stub extends StubStep {
  /** A path below `/api/`, or `SYSTEM.NAME` for a component of the ESB. */
  path: string;
  /** For people. */
  name?: string;
  /** Default: GET and POST. */
  method?: string;
  /** The parameters that a call must have, as a JSON subset. Default: any. */
  when?: Record<string, unknown>;
  /** The answers after this one. */
  then?: StubStep[];
}

/** The beginning of a template of Liquid. */
const OPENING = /\{(?=[{%])/g;

/** True if a part of a text counts as a template where a stub has it. */
export const holdsTemplate = (text: string): boolean => text.search(OPENING) !== -1;

/** The template that gives a text as it is. */
export const literalTemplate = (text: string): string => text.replace(OPENING, '{{ "{" }}');
