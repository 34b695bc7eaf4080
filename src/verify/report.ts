import type { Language, Text } from '../model/language.js';
import { REASONS, type Reason } from './calls/recorded-call.js';
import type { LeftOut } from './calls/read-calls.js';
import type { Difference } from './compare/compare-reply.js';
import type { Verification, VerifiedCall } from './verify-calls.js';

/** Most names of calls that are left out, and most characters of parameters, in a line. */
const MOST_NAMES = 10;
const MOST_PARAMETERS = 100;

const REASON_TEXTS: Readonly<Record<Reason, Text>> = {
  'no-request': { en: 'without a request that can be sent', zh: '没有可发送的请求' },
  'no-reply': { en: 'without a reply to compare with', zh: '没有可比较的返回' },
  'other-address': { en: 'to an address that is not below /api/', zh: '地址不在 /api/ 之下' },
  unread: { en: 'with a body that is neither JSON nor a form', zh: '请求体既不是 JSON 也不是表单' },
  hidden: { en: 'with a secret in the request', zh: '请求中含有敏感信息' },
  'may-change': { en: 'that may change something; --all sends them', zh: '可能改动数据；用 --all 可一并发送' },
};

const PARTS: Readonly<Record<Difference['part'], Text>> = {
  status: { en: 'HTTP status', zh: 'HTTP 状态码' },
  'content-type': { en: 'Content-Type', zh: 'Content-Type' },
  body: { en: 'body', zh: '返回体' },
  reply: { en: 'no reply', zh: '没有返回' },
};

const differenceText = ({ part, path, recorded, now }: Difference, lang: Language): string => {
  const place = path === '' ? PARTS[part][lang] : path;
  if (part === 'reply') return lang === 'en' ? `${place}: ${now}` : `${place}：${now}`;
  if (lang === 'en') {
    return recorded === undefined
      ? `${place}: not recorded, now ${now}`
      : `${place}: recorded ${recorded}, now ${now ?? 'missing'}`;
  }
  return recorded === undefined
    ? `${place}：录制时没有，现为 ${now}`
    : `${place}：录制为 ${recorded}，${now === undefined ? '现缺失' : `现为 ${now}`}`;
};

const shortened = (text: string): string =>
  text.length > MOST_PARAMETERS ? `${text.slice(0, MOST_PARAMETERS)}…` : text;

const isSame = ({ differences }: VerifiedCall): boolean => differences.length === 0;

const callLines = (verified: VerifiedCall, index: number, lang: Language): string[] => {
  const { call, parameters, differences, more } = verified;
  if (isSame(verified)) return [];
  const rest = lang === 'en' ? `and ${more} more` : `以及另外 ${more} 处`;
  return [
    `#${index + 1} ${call.file}: ${call.component} ${shortened(parameters)}`.trimEnd(),
    ...differences.map((difference) => `  ${differenceText(difference, lang)}`),
    ...(more > 0 ? [`  ${rest}`] : []),
  ];
};

const countOf = (count: number, lang: Language): string =>
  lang === 'en' ? `${count} ${count === 1 ? 'call' : 'calls'}` : `${count} 个调用`;

/** Calls that are left out for one reason: how many, and their names. */
interface Group {
  reason: Reason;
  count: number;
  names: string[];
}

const groupsOf = (leftOut: readonly LeftOut[]): Group[] =>
  REASONS.map((reason) => {
    const those = leftOut.filter((one) => one.reason === reason);
    return { reason, count: those.length, names: [...new Set(those.map(({ name }) => name))] };
  }).filter(({ count }) => count > 0);

const leftOutLine = ({ reason, count, names }: Group, lang: Language): string => {
  const [comma, colon, dots] = lang === 'en' ? [', ', ': ', ' …'] : ['、', '：', '……'];
  const listed = names.slice(0, MOST_NAMES).join(comma) + (names.length > MOST_NAMES ? dots : '');
  const text = REASON_TEXTS[reason][lang];
  return lang === 'en'
    ? `left out: ${countOf(count, lang)} ${text}${colon}${listed}`
    : `未发送 ${countOf(count, lang)}（${text}）${colon}${listed}`;
};

/** The calls that are left out, a line for each reason. */
export const leftOutLines = (leftOut: readonly LeftOut[], lang: Language): string[] =>
  groupsOf(leftOut).map((group) => leftOutLine(group, lang));

const orderLine = (count: number, lang: Language): string =>
  lang === 'en'
    ? `note: the keys of ${count} of the same replies stand in another order, which no client that reads JSON sees`
    : `提示：相同的返回中有 ${count} 个的键顺序不同；读取 JSON 的客户端看不出区别`;

const unsentLine = (unsent: number, lang: Language): string =>
  lang === 'en'
    ? `stopped: three requests in a row got no reply; not sent: ${countOf(unsent, lang)}`
    : `已停止：连续三个请求没有返回；未发送 ${countOf(unsent, lang)}`;

/** How many replies are the same, of how many. */
const counts = ({ verified, unsent }: Verification): { same: number; of: number } => ({
  same: verified.filter(isSame).length,
  of: verified.length + unsent,
});

/** True if all replies are the same. */
export const isAllSame = (verification: Verification): boolean => {
  const { same, of } = counts(verification);
  return same === of;
};

/** The result for people: each reply that differs, the calls that were left out, and how many replies are the same. */
export const textReport = (verification: Verification, leftOut: readonly LeftOut[], lang: Language): string => {
  const { verified, unsent } = verification;
  const { same, of } = counts(verification);
  const inOtherOrder = verified.filter(({ hasOtherOrder }) => hasOtherOrder).length;
  return [
    ...verified.flatMap((one, index) => callLines(one, index, lang)),
    ...leftOutLines(leftOut, lang),
    ...(inOtherOrder > 0 ? [orderLine(inOtherOrder, lang)] : []),
    ...(unsent > 0 ? [unsentLine(unsent, lang)] : []),
    lang === 'en' ? `${same} of ${of} replies are the same` : `${of} 个返回中有 ${same} 个相同`,
  ].join('\n');
};

/** The result for tools. `docs/verify.md` describes it. */
export const jsonReport = (verification: Verification, leftOut: readonly LeftOut[], address: string): string => {
  const { verified, unsent } = verification;
  const replies = verified.map((one, index) => ({
    number: index + 1,
    file: one.call.file,
    component: one.call.component,
    parameters: one.parameters,
    same: isSame(one),
    keys_in_other_order: one.hasOtherOrder,
    differences: one.differences,
    more: one.more,
  }));
  return JSON.stringify({ address, ...counts(verification), unsent, left_out: groupsOf(leftOut), replies }, null, 2);
};
