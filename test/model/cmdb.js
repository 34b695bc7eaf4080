import { strOf } from './python.js';
import { cmdbError, esbError, textOf } from './replies.js';
import { LPI, LSI } from './request.js';

/** Parameters and data (contract sections 4 and 5). `documented` and `cmdb-3.14` differ where the code says so. */

const isInt64 = (number) => number >= -(2n ** 63n) && number < 2n ** 63n;

/** Go has no NaN and no Infinity in JSON, and decodes nothing of a body that has one, wherever it stands. */
const hasInfinity = (value) => {
  if (value instanceof Map) return [...value.values()].some(hasInfinity);
  return Array.isArray(value) ? value.some(hasInfinity) : typeof value === 'number' && !Number.isFinite(value);
};

/** The readers of Go's types; undefined if a value cannot be decoded. */
const INT64 = (value) => (typeof value === 'bigint' && isInt64(value) ? value : undefined);
const BOOLEAN = (value) => (typeof value === 'boolean' ? value : undefined);
const STRING = (value) => (typeof value === 'string' ? value : undefined);

/** Fields without regard to case. Of several the last one counts, and null leaves what was there. */
const decode = (params, fields, into, fail) => {
  if (!(params instanceof Map)) throw fail();
  for (const [name, value] of params) {
    const field = Object.keys(fields).find((one) => one === name.toLowerCase());
    if (field === undefined || value === null) continue;
    into[field] = fields[field](value, into[field]);
    if (into[field] === undefined) throw fail();
  }
  return into;
};

const BIZ = 'bk_biz_id';

const sees = (asked, own) => asked === 'superadmin' || own === '0' || own === asked;

/** Section 4. */
const listProcesses = ({ params, account, language }, { contract, processes }) => {
  const undecodable = () => cmdbError(1199000, textOf(1199000, language));
  if (hasInfinity(params)) throw undecodable();
  const fields = { bk_biz_id: INT64, service_instance_id: INT64 };
  const asked = decode(params, fields, { bk_biz_id: 0n, service_instance_id: 0n }, undecodable);
  if (asked.service_instance_id === 0n) {
    throw cmdbError(1199006, textOf(1199006, language, 'service_instance_id'));
  }
  if (asked.bk_biz_id === 0n && contract === 'cmdb-3.14') {
    // Go's own formatting mistake.
    const extra =
      'string=list process instance relation failed, bizID: %d, serviceInstanceID: %d, err: %+v, ' +
      `int64=0, int64=${String(asked.service_instance_id)}, *errors.ccError=${textOf(1199006, language, BIZ)}`;
    throw cmdbError(1108024, `${textOf(1108024, language)}%!(EXTRA ${extra})`);
  }
  return processes
    .filter((process) => process.service_instance_id === asked.service_instance_id)
    .filter((process) => asked.bk_biz_id === 0n || process.bk_biz_id === asked.bk_biz_id)
    .map(({ property, relation, bk_supplier_account }) => {
      const isSeen = sees(account, bk_supplier_account);
      return new Map([
        ['property', isSeen ? property : null],
        ['relation', relation],
      ]);
    });
};

/** The business of a URL: `?` and `#` end the path, `.` and `..` are removed from it, and escapes are undone. */
const bizOfUrl = (value) => {
  const [path] = `/biz/${strOf(value)}`.split(/[?#]/);
  // Letters, digits and dots are unescaped before dots are removed.
  const plain = path.replace(/%([46][1-9a-f]|[57][0-9a]|3[0-9]|2[de]|5f|7e)/gi, (escape) => decodeURIComponent(escape));
  const segments = [];
  const given = plain.split('/').slice(1);
  given.forEach((segment, index) => {
    const isLast = index === given.length - 1;
    if (segment === '..') segments.pop();
    if (segment !== '.' && segment !== '..') segments.push(segment);
    else if (isLast) segments.push('');
  });
  const text = `/${segments.join('/')}`;
  if (/^\/biz\/\d+\/$/.test(text)) return invalid('url');
  const digits = /^\/biz\/(\d+)$/.exec(text)?.[1];
  if (digits === undefined) throw cmdbError(1199045, 'no matched rules');
  return isInt64(BigInt(digits)) ? BigInt(digits) : invalid(`business id ${digits}`);
};

const invalid = (what) => {
  throw cmdbError(1199045, `search serviceInstance by setTemplate, but got invalid ${what}`);
};

const PAGE = { start: INT64, limit: INT64, sort: STRING, enable_count: BOOLEAN };

const isInBounds = ({ start, limit }, contract) => {
  if (start < 0n || limit <= 0n) return false;
  return contract === 'documented' ? limit <= 500n : limit <= 1000n || limit === 999_999_999n;
};

/** Section 5. */
const listServiceInstances = ({ params, account, language }, { contract, serviceInstances }) => {
  const undecodable = () => cmdbError(1199000, textOf(1199000, language));
  const biz = bizOfUrl(params.get(BIZ));
  const body = new Map([...params].filter(([name]) => name !== BIZ));
  if (hasInfinity(body)) throw undecodable();
  const page = (value, before) =>
    decode(value, PAGE, before ?? { start: 0n, limit: 0n, sort: '', enable_count: false }, undecodable);
  const asked = decode(body, { set_template_id: INT64, page }, { set_template_id: 0n }, undecodable);
  const noPage = contract === 'documented' ? { start: 0n, limit: 500n } : { start: 0n, limit: 0n };
  const { start, limit } = asked.page ?? noPage;
  if (!isInBounds({ start, limit }, contract)) throw cmdbError(1199059, textOf(1199059, language));
  if (asked.set_template_id === 0n) throw cmdbError(1199008, textOf(1199008, language, 'set_template_id'));
  const found = serviceInstances
    .filter((one) => one.bk_biz_id === biz && one.set_template_id === asked.set_template_id)
    .filter((one) => sees(account, one.bk_supplier_account));
  const from = Number(start);
  const to = limit === 999_999_999n ? undefined : from + Number(limit);
  return new Map([
    ['count', { number: String(found.length) }],
    ['info', found.slice(from, to).map(({ row }) => row)],
  ]);
};

/** What the ESB itself needs before it asks CMDB. */
export const checkNeeded = (component, params) => {
  if (component === LSI && !params.has(BIZ)) {
    throw esbError(1306406, `Parameters error, param ${BIZ} is required`);
  }
};

/** The data that CMDB answers. */
export const ask = (component, call, data) =>
  component === LPI ? listProcesses(call, data) : listServiceInstances(call, data);
