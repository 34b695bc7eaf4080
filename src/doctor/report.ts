import type { Language, Text } from '../model/language.js';
import type { Examination, Finding } from './examine.js';

const CONCLUSIONS: Readonly<Record<Examination['conclusion'], Text>> = {
  documented: {
    en: 'an ESB that follows the contract documented, as this emulator does by default',
    zh: '遵循契约 documented 的 ESB，与本模拟器的默认设置相同',
  },
  'cmdb-3.14': { en: 'an ESB that follows the contract cmdb-3.14', zh: '遵循契约 cmdb-3.14 的 ESB' },
  other: {
    en: 'an ESB that follows neither contract in everything; the nearest is',
    zh: '与两个契约都不完全一致的 ESB；最接近的是',
  },
  refused: {
    en: 'an ESB that refuses these credentials, so that nothing is known of its contract; give --credentials',
    zh: 'ESB，但拒绝了这些认证信息，因而无法判断契约；请用 --credentials 指定',
  },
  'no-esb': {
    en: 'no ESB: not one reply has its form. Is it a proxy or a login page, or is a path in front of /api missing?',
    zh: '不是 ESB：没有一个返回符合其格式。是不是代理或登录页，或者 /api 之前缺少路径？',
  },
};

const OPEN: Text = { en: 'It does not check credentials.', zh: '它不校验认证信息。' };

const NOWHERE: Text = {
  en: 'Every path is unknown there: is what stands in front of /api right, and does this ESB have CMDB?',
  zh: '所有路径都不存在：/api 之前的路径是否正确，该 ESB 是否接入了 CMDB？',
};

/** The signs of a version of CMDB in a reply (contract section 5). */
const VERSIONS: Readonly<Record<string, Text>> = {
  'no-page': { en: 'It takes no page: CMDB is older than 3.10.16.', zh: '可以不带 page：CMDB 早于 3.10.16。' },
  'negative-start': {
    en: 'It takes a negative start: CMDB is older than 3.11.4, or one of 3.12 to 3.13.9.',
    zh: '接受负的 start：CMDB 早于 3.11.4，或为 3.12 到 3.13.9。',
  },
};

const versionHints = ({ conclusion, nearest, findings }: Examination): Text[] =>
  conclusion === 'other' && nearest === 'cmdb-3.14'
    ? findings.flatMap(({ probe, form }) => {
        const hint = VERSIONS[probe.name];
        return hint !== undefined && form.startsWith('success') ? [hint] : [];
      })
    : [];

const hintsOf = (examination: Examination): Text[] => {
  const { conclusion, findings } = examination;
  const isNowhere = conclusion === 'other' && findings.every(({ form }) => form.startsWith('HTTP 404'));
  return isNowhere ? [NOWHERE] : versionHints(examination);
};

const NEITHER: Text = { en: 'neither', zh: '都不符合' };
const BOTH: Text = { en: 'both', zh: '都符合' };

/** Columns of the names of the contracts. A Chinese character takes two. */
const FIT_COLUMNS = 11;

const padded = (text: string): string => text.padEnd(FIT_COLUMNS - (text.match(/\p{Script=Han}/gu)?.length ?? 0));

const fitOf = ({ fits }: Finding, lang: Language): string => {
  if (fits.length === 0) return NEITHER[lang];
  return fits.length > 1 ? BOTH[lang] : String(fits[0]);
};

/** The examination for people: a line for each request, and the conclusion. */
export const textReport = (examination: Examination, address: string, lang: Language): string => {
  const { conclusion, nearest, findings, isOpen } = examination;
  const lines = findings.map(
    (finding) =>
      `${finding.probe.name.padEnd(15)} ${padded(fitOf(finding, lang))} ${`${finding.ms} ms`.padStart(8)}  ${finding.form}` +
      `  (${finding.probe.about[lang]})`,
  );
  const wanted = findings
    .filter(({ fits }) => conclusion === 'other' && !fits.includes(nearest))
    .map(({ probe, form }) => `  ${probe.name}: ${form} ≠ ${probe.right[nearest].join(' | ')}`);
  const hints = [...(isOpen ? [OPEN] : []), ...hintsOf(examination)].map((hint) => hint[lang]);
  const end = conclusion === 'other' ? ` ${nearest}` : '';
  return [...lines, '', `${address}: ${CONCLUSIONS[conclusion][lang]}${end}`, ...wanted, ...hints].join('\n');
};

/** The examination for tools. */
export const jsonReport = (examination: Examination, address: string): string => {
  const { conclusion, nearest, findings, isOpen } = examination;
  const hints = hintsOf(examination).map(({ en }) => en);
  const checks = findings.map(({ probe, form, fits, ms }) => ({ name: probe.name, reply: form, fits, ms }));
  return JSON.stringify({ address, conclusion, nearest, checks_credentials: !isOpen, hints, checks }, null, 2);
};
