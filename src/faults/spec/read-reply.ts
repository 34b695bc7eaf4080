import { validateHeaderValue } from 'node:http';
import { BOUNDS, MOST_BODY_BYTES, MOST_BODY_DEPTH } from './bounds.js';
import { bodyText } from '../catalogue/custom-failure.js';
import { isMap } from '../../util/is-map.js';
import { described, json, numberIn, readKeys, tell, tellOfKey, text, type Place, type Reader } from './reader.js';

/** What an HTTP header's name is made of (RFC 9110, token). */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** They say how a body travels, and the connection goes on: whoever sends the reply knows better. */
const OWN_HEADERS = ['connection', 'content-length', 'trailer', 'transfer-encoding'];

const isHeaderValue = (name: string, value: string): boolean => {
  try {
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
};

const headerValue: Reader = (place) => {
  const { value } = place;
  if (typeof value !== 'string') return tell(place, `must be a string, is ${described(value)}`);
  if (isHeaderValue('value', value)) return value;
  return tell(place, 'must be without line breaks and other signs that HTTP headers cannot carry');
};

const readHeaders: Reader = (place) => {
  const names = isMap(place.value) ? Object.keys(place.value) : [];
  const seen = new Set<string>();
  for (const name of names) {
    const lower = name.toLowerCase();
    if (!TOKEN.test(name)) tellOfKey(place, name, 'is no name of an HTTP header');
    else if (OWN_HEADERS.includes(lower)) tellOfKey(place, name, 'is set where the reply is sent; leave it out');
    else if (seen.has(lower)) tellOfKey(place, name, 'is there already; the case of letters makes no difference');
    seen.add(lower);
  }
  return readKeys(place, 'a map of strings by name', Object.fromEntries(names.map((name) => [name, headerValue])));
};

const readBody: Reader = (place) => {
  const found = place.problems.length;
  const body = json(MOST_BODY_DEPTH)(place);
  if (place.problems.length > found || Buffer.byteLength(bodyText(body)) <= MOST_BODY_BYTES) return body;
  return tell(place, `has more than ${MOST_BODY_BYTES} bytes`);
};

const ERROR: Record<string, Reader> = { code: numberIn(BOUNDS.code), message: text };
const VERBATIM: Record<string, Reader> = {
  status: numberIn(BOUNDS.httpStatus),
  headers: readHeaders,
  body: readBody,
};

/** HTTP has no body with these. */
const BODILESS = [204, 304];

const readVerbatim = (place: Place): unknown => {
  const reply = readKeys(place, 'a map', VERBATIM);
  if (reply['body'] !== undefined && BODILESS.includes(reply['status'] as number)) {
    tellOfKey(place, 'body', `a reply with status ${String(reply['status'])} has none; leave it out`);
  }
  return reply;
};

/** The reply of a fault of the sender's own making: an error, or all of a reply. */
export const readReply: Reader = (place) => {
  const keys = isMap(place.value) ? Object.keys(place.value) : [];
  const isError = keys.some((key) => Object.hasOwn(ERROR, key));
  const isVerbatim = keys.some((key) => Object.hasOwn(VERBATIM, key));
  const either = 'either code and message, or any of status, headers and body';
  if (isError && isVerbatim) return tell(place, `must be ${either}, not of both`);
  if (isError) return readKeys(place, 'a map', ERROR, Object.keys(ERROR));
  if (keys.length > 0) return readVerbatim(place);
  return tell(place, `must be a map of ${either}, is ${isMap(place.value) ? 'empty' : described(place.value)}`);
};
