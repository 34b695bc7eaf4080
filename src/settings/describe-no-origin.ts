import type { OriginFault } from '../messages/start/settings.js';
import { shownText } from '../util/secrets/hide-secrets.js';

/** Pages without an origin, such as files, send this. */
const NO_ORIGIN = 'null';

/** Extensions and apps have schemes of their own, whose origins `URL` does not know. */
const OF_OTHER_SCHEME = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/[^\s/?#@,*]+$/;

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** The origin of an address, as a browser writes it; undefined if it has none. */
const originOf = (address: string): string | undefined => {
  const origin = URL.canParse(address) ? new URL(address).origin : NO_ORIGIN;
  return origin === NO_ORIGIN ? undefined : origin;
};

/** A text that is no origin: the reason, and the right form if there is one. */
interface NoOrigin {
  fault: OriginFault;
  meant: string | null;
}

/** Why a text is no origin; undefined if a browser writes an origin so, and for `*`. */
export const describeNoOrigin = (text: string): NoOrigin | undefined => {
  if (
    text === '*' ||
    text === NO_ORIGIN ||
    OF_OTHER_SCHEME.test(text) ||
    (originOf(text) === text && !/\*/.test(text))
  ) {
    return undefined;
  }
  if (/[\s,;|]/.test(text.trim())) return { fault: 'list', meant: null };
  if (text.includes('*')) return { fault: 'pattern', meant: null };
  const meant = originOf(SCHEME.test(text) ? text : `http://${text}`);
  if (meant === undefined) return { fault: 'other', meant: null };
  return { fault: SCHEME.test(text) ? 'path' : 'no-scheme', meant: shownText(meant) };
};
