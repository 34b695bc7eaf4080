import { shownText } from '../util/secrets/hide-secrets.js';
import type { Settings } from './values.js';
import { UsageError } from './usage-error.js';

/** True for an address with a host and perhaps a path, and nothing else. */
const isAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
};

/** @throws UsageError if the upstream is no address, or is missing where another setting needs it */
export const checkUpstream = ({ upstream, upstreamMode, record }: Settings): void => {
  if (upstream === undefined) {
    if (upstreamMode === 'all') throw new UsageError({ code: 'SETTING_NEEDS_UPSTREAM', name: '--upstream-mode' });
    if (record !== undefined) throw new UsageError({ code: 'SETTING_NEEDS_UPSTREAM', name: '--record' });
    return;
  }
  if (!isAddress(upstream)) throw new UsageError({ code: 'SETTING_NOT_AN_UPSTREAM', value: shownText(upstream) });
};
