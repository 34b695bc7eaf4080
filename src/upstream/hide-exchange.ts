import { LosslessNumber, parse, stringify } from 'lossless-json';
import type { IncomingHttpHeaders } from 'node:http';
import type { Params } from '../calls/component.js';
import { TAKEN_OUT } from '../esb/request/not-json.js';
import { isMap } from '../util/json/is-map.js';
import { HIDDEN, hideSecrets } from '../util/secrets/hide-secrets.js';
import { isNameOfSecret } from '../util/secrets/names-secret.js';

/** A shorter secret stands in every text. */
const SHORTEST = 3;

const isScalar = (value: unknown): boolean =>
  ['string', 'number', 'bigint'].includes(typeof value) || value instanceof LosslessNumber;

/** The texts and numbers under the names of secrets, or all of them. */
const secretsIn = (value: unknown, isSecret: boolean): string[] => {
  if (isScalar(value)) return isSecret ? [String(value)] : [];
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, isSecret));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => secretsIn(member, isSecret || isNameOfSecret(name)));
};

const parsed = (text: string): unknown => {
  try {
    return parse(text);
  } catch {
    return text;
  }
};

/** The secrets of the header with the credentials: all of it if it is no object. */
const secretsOfAuthorization = (text: string): string[] => {
  const value = parsed(text);
  return secretsIn(value, !isMap(value));
};

const secretsOfHeaders = (headers: IncomingHttpHeaders): string[] =>
  Object.entries(headers).flatMap(([name, value = '']) => {
    const text = value.toString();
    if (name === 'cookie') return text.split(/;\s*/).map((pair) => pair.slice(pair.indexOf('=') + 1));
    if (name === 'x-bkapi-authorization') return [text, ...secretsOfAuthorization(text)];
    return isNameOfSecret(name) ? [text, text.replace(/^\w+\s+/, '')] : [];
  });

const secretsOfQuery = (target: string): string[] =>
  [...new URLSearchParams(target.split('?').slice(1).join('?'))]
    .filter(([name]) => isNameOfSecret(name))
    .map(([, value]) => value);

/** A text as it may stand in another one. */
const formsOf = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  const encoded = encodeURIComponent(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encoded,
    encoded.toLowerCase(),
    encoded.replaceAll('%20', '+'),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
};

/** Takes the secrets of a request out of it and of its reply. */
export class ExchangeHider {
  /** The longest first, because one may be a part of another. */
  readonly #secrets: readonly string[];

  constructor(headers: IncomingHttpHeaders, params: Params, target: string) {
    const found = [...secretsOfHeaders(headers), ...secretsIn(params, false), ...secretsOfQuery(target)];
    const forms = found.filter(({ length }) => length >= SHORTEST).flatMap(formsOf);
    this.#secrets = [...new Set(forms)].sort((one, other) => other.length - one.length);
  }

  /** A text without secrets. */
  text(text: string): string {
    const without = this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return hideSecrets(without);
  }

  /** A value of JSON without secrets. */
  #value(value: unknown, isSecret = false): unknown {
    if (isScalar(value)) {
      if (isSecret && value !== '') return HIDDEN;
      const text = String(value);
      const without = this.text(text);
      return without === text ? value : without;
    }
    if (Array.isArray(value)) return value.map((item) => this.#value(item, isSecret));
    if (!isMap(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        this.text(name),
        this.#value(member, isSecret || isNameOfSecret(name)),
      ]),
    );
  }

  /** Parameters without credentials, and without what stands under the name of a secret. */
  params(params: Params): Params {
    const without = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(without);
      if (!isMap(value) || isScalar(value)) return value;
      const kept = Object.entries(value).filter(([name]) => !isNameOfSecret(name));
      return Object.fromEntries(kept.map(([name, member]) => [name, without(member)]));
    };
    const own = Object.fromEntries(Object.entries(params).filter(([name]) => !TAKEN_OUT.has(name)));
    return this.#value(without(own)) as Params;
  }

  /** The text of a reply: as it came, if it holds no secret. */
  reply(text: string): string {
    const value = parsed(text);
    if (value === text) return this.text(text);
    const without = this.#value(value);
    const written = stringify(without) as string;
    return written === stringify(value) ? text : written;
  }
}
