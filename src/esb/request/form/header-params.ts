/** A header's value without its parameters, and the parameters by their names in small letters. */
export interface HeaderParams {
  value: string;
  params: ReadonlyMap<string, HeaderParam>;
}

export interface HeaderParam {
  /** One character a byte. */
  text: string;
  /** The encoding of the text, as in `name*=UTF-8''…`; undefined if it names none. */
  charset: string | undefined;
}

/** Removes the blanks of ASCII, as Python does with bytes. */
const strip = (text: string): string => text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '');

const isInQuotes = (text: string): boolean => text.split('"').length % 2 === 0;

/** Splits at semicolons that are not in quotes. */
const split = (line: string): string[] => {
  const parts: string[] = [];
  for (const piece of line.split(';')) {
    const open = parts.at(-1);
    if (open !== undefined && isInQuotes(open)) parts[parts.length - 1] = `${open};${piece}`;
    else parts.push(piece);
  }
  return parts.map(strip);
};

const unquote = (text: string): string =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('\\\\', '\\').replaceAll('\\"', '"')
    : text;

const readEncoded = (text: string): HeaderParam => {
  const [charset, , encoded] = text.split("'") as [string, string, string];
  return { text: encoded, charset };
};

/**
 * Reads the parameters of a header as Django does: a name may end in `*`, and the last of several of one name counts.
 *
 * @param line one character a byte
 */
export const readHeaderParams = (line: string): HeaderParams => {
  const [value, ...pairs] = split(line) as [string, ...string[]];
  const params = new Map<string, HeaderParam>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    const name = strip(pair.slice(0, equals)).toLowerCase();
    const text = strip(pair.slice(equals + 1));
    const isEncoded = name.endsWith('*') && text.split("'").length === 3;
    params.set(name.replace(/\*$/, ''), isEncoded ? readEncoded(text) : { text: unquote(text), charset: undefined });
  }
  return { value, params };
};
