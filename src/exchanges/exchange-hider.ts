import { LosslessNumber, parse, stringify } from 'lossless-json';
import type { IncomingHttpHeaders } from 'node:http';
import type { Params } from '../calls/component.js';
import { TAKEN_OUT } from '../esb/request/not-json.js';
import { editJson } from '../util/json/edit-json.js';
import { isJson } from '../util/json/is-json.js';
import { isMap } from '../util/json/is-map.js';
import { HIDDEN, hideSecrets } from '../util/secrets/hide-secrets.js';
import { isNameOfSecret } from '../util/secrets/names-secret.js';
import { isSecretName, isSecretPair } from '../util/secrets/secret-pairs.js';
import type { Masker } from './masks/masker.js';

/** A shorter secret stands in every text. */
const SHORTEST = 3;

const isScalar = (value: unknown): boolean =>
  ['string', 'number', 'bigint'].includes(typeof value) || value instanceof LosslessNumber;

/** The texts and numbers under the names of secrets, and beside them in a pair; or all of them. */
const secretsIn = (value: unknown, isSecret: boolean): string[] => {
  if (isScalar(value)) return isSecret ? [String(value)] : [];
  const isPair = isSecretPair(value);
  const isSecretMember = (name: string, member: unknown): boolean =>
    isSecret || isNameOfSecret(name) || (isPair && !isSecretName(member));
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, isSecretMember('', item)));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => secretsIn(member, isSecretMember(name, member)));
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
    // In bytes that are no UTF-8, each of which is a character.
    bytes.toString('latin1'),
  ];
};

/** The things known of a value from the names that it stands under. */
interface Named {
  isSecret: boolean;
  isMasked: boolean;
}

/** In an object of CMDB's filters, these name the field that its other members are values of. */
const FIELD_NAMES = new Set(['field', 'key', 'flag']);
const FIELD_VALUES = new Set(['value', 'values', 'data']);

const FIELD_SEPARATOR = /[|,]/;

const isMasked = (masker: Masker, name: string, fields: readonly string[]): boolean =>
  masker.has(name) ||
  (FIELD_VALUES.has(name) &&
    fields.some((field) => field.split(FIELD_SEPARATOR).some((one) => masker.has(one.trim()))));

/** The ESB takes it out of the parameters, but it is no credential: it filters rows. */
const ACCOUNT = 'bk_supplier_account';

/** Names under which paths have a field: `/biz/2`. */
const NAMES_IN_PATHS: Readonly<Record<string, string>> = { biz: 'bk_biz_id', host: 'bk_host_id', set: 'bk_set_id' };

/** Words of JSON, and the empty text. */
const STAYS = /^(?:true|false|null|"")$/;

/** Takes the secrets of a request out of it and of its reply, and masks values. */
export class ExchangeHider {
  /** The longest first, because one may be a part of another. */
  readonly #secrets: readonly string[];
  readonly #masker: Masker | undefined;

  /** @param masker puts pseudonyms in place of values. Default: nothing does */
  constructor(headers: IncomingHttpHeaders, params: Params, target: string, masker?: Masker) {
    const found = [...secretsOfHeaders(headers), ...secretsIn(params, false), ...secretsOfQuery(target)];
    const forms = found.filter(({ length }) => length >= SHORTEST).flatMap(formsOf);
    this.#secrets = [...new Set(forms)].sort((one, other) => other.length - one.length);
    this.#masker = masker;
  }

  /** A text without secrets. */
  text(text: string): string {
    const without = this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return hideSecrets(without);
  }

  /** A path without secrets. What follows a masked name in it is masked: `/bk_host_id/7`, and `/biz/2`. */
  path(path: string): string {
    const segments = this.text(path).split('/');
    return segments
      .map((segment, index) => {
        const before = segments[index - 1] ?? '';
        const isValue = this.#masker?.has(NAMES_IN_PATHS[before] ?? before) === true;
        return isValue ? this.#masker.mask(segment) : segment;
      })
      .join('/');
  }

  /** Parameters without credentials, and without what stands under the name of a secret. */
  params(params: Params): Params {
    const without = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(without);
      if (!isMap(value)) return value;
      const kept = Object.entries(value).filter(([name]) => !isNameOfSecret(name));
      return Object.fromEntries(kept.map(([name, member]) => [name, without(member)]));
    };
    const own = Object.fromEntries(Object.entries(params).filter(([name]) => !TAKEN_OUT.has(name) || name === ACCOUNT));
    return parse(this.#edit(stringify(without(own)) as string)) as Params;
  }

  /**
   * The text of a reply. But for what is hidden or masked, it is as it came.
   *
   * @returns undefined if it is no JSON, so that nobody knows which of its values to mask
   */
  reply(text: string): string | undefined {
    if (isJson(text)) return this.#edit(text);
    return this.#masker === undefined ? this.text(text) : undefined;
  }

  /** @param text JSON */
  #edit(text: string): string {
    const masker = this.#masker;
    return editJson<Named>(text, {
      outermost: { isSecret: false, isMasked: false },
      telling: FIELD_NAMES,
      enter: (name, outer, told) => ({
        isSecret: outer.isSecret || isNameOfSecret(name),
        isMasked: outer.isMasked || (masker !== undefined && isMasked(masker, name, told)),
      }),
      key: (token) => this.#changed(token, (name) => this.text(name)),
      scalar: (token, named) => this.#scalar(token, named),
    });
  }

  #scalar(token: string, { isSecret, isMasked }: Named): string {
    if (STAYS.test(token)) return token;
    if (isSecret) return JSON.stringify(HIDDEN);
    const without = this.#changed(token, (text) => this.text(text));
    if (without !== token || !isMasked) return without;
    const masker = this.#masker as Masker;
    return token.startsWith('"') ? this.#changed(token, (text) => masker.mask(text)) : masker.mask(token);
  }

  /** A text or a number after a change; as it was written if nothing changes. */
  #changed(token: string, change: (text: string) => string): string {
    const text = token.startsWith('"') ? (JSON.parse(token) as string) : token;
    const changed = change(text);
    return changed === text ? token : JSON.stringify(changed);
  }
}
