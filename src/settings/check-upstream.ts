import { shownText } from '../util/secrets/hide-secrets.js';
import type { Settings } from './values.js';
import { UsageError } from './usage-error.js';

/** True for an address with a host and perhaps a path, and nothing else. */
const isAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
};

/** The names in the setting `mask`. */
export const maskedNames = (mask = ''): string[] =>
  mask
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** @throws UsageError if the upstream is no address, or a setting is missing that another one needs */
export const checkUpstream = ({ upstream, upstreamMode, record, mask }: Settings): void => {
  if (mask !== undefined && record === undefined) throw new UsageError({ code: 'SETTING_NEEDS_RECORD' });
  if (mask !== undefined && maskedNames(mask).length === 0) {
    throw new UsageError({ code: 'SETTING_NEEDS_VALUE', name: '--mask', values: ['NAME,…'] });
  }
  if (upstream === undefined) {
    if (upstreamMode === 'all') throw new UsageError({ code: 'SETTING_NEEDS_UPSTREAM', name: '--upstream-mode' });
    if (record !== undefined) throw new UsageError({ code: 'SETTING_NEEDS_UPSTREAM', name: '--record' });
    return;
  }
  if (!isAddress(upstream)) throw new UsageError({ code: 'SETTING_NOT_AN_UPSTREAM', value: shownText(upstream) });
};
