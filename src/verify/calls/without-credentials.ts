import { TAKEN_OUT } from '../../esb/request/not-json.js';
import { isMap } from '../../util/json/is-map.js';
import { isNameOfSecret } from '../../util/secrets/names-secret.js';

/** The ESB takes the account out as well, but it is no credential: it says whose rows are wanted. */
const isCredential = (name: string): boolean =>
  (TAKEN_OUT.has(name) && name !== 'bk_supplier_account') || isNameOfSecret(name);

const withoutSecrets = (value: unknown, isLeftOut: (name: string) => boolean): unknown => {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, isNameOfSecret));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      isLeftOut(name) ? [] : [[name, withoutSecrets(member, isNameOfSecret)]],
    ),
  );
};

/** Parameters without credentials, and without what stands under the name of a secret at any depth. */
export const withoutCredentials = (params: unknown): unknown => withoutSecrets(params, isCredential);

const nameOf = (pair: string): string => [...new URLSearchParams(pair).keys()].join();

/** A form or a query without credentials. All else is as it was written. */
export const pairsWithoutCredentials = (text: string): string =>
  text
    .split('&')
    .filter((pair) => !isCredential(nameOf(pair)))
    .join('&');
