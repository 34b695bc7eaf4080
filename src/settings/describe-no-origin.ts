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

/** What is wrong with an origin, and the right form; undefined if a browser writes it so, and for `*`. */
export const describeNoOrigin = (text: string): string | undefined => {
  if (
    text === '*' ||
    text === NO_ORIGIN ||
    OF_OTHER_SCHEME.test(text) ||
    (originOf(text) === text && !/\*/.test(text))
  ) {
    return undefined;
  }
  const shown = shownText(text);
  if (/[\s,;|]/.test(text.trim())) return `"${shown}" is a list, and it takes one`;
  if (text.includes('*')) return `"${shown}" has a *, which stands for nothing but any origin, alone`;
  const meant = originOf(SCHEME.test(text) ? text : `http://${text}`);
  if (meant === undefined) return `"${shown}" is none`;
  const lacks = SCHEME.test(text) ? 'is no origin as browsers write it, without path and slash' : 'lacks the scheme';
  return `"${shown}" ${lacks}; did you mean ${shownText(meant)}?`;
};
