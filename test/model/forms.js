/** Forms as Django reads them (contract section 2): the last of several values of one name counts. */

/** Other charsets count for nothing here; the requests name no more. */
const CHARSETS = { 'utf-8': 'utf-8', utf8: 'utf-8', gbk: 'gbk' };

/** A header's value and its parameters: `multipart/form-data; boundary=b`. */
const headerParts = (header) => {
  const [value, ...parameters] = header.split(';').map((part) => part.trim());
  const pairs = parameters.map((parameter) => parameter.split('=').map((part) => part.trim()));
  return {
    value,
    parameters: new Map(pairs.map(([name, one = '']) => [name.toLowerCase(), one.replace(/^"(.*)"$/, '$1')])),
  };
};

/** The type of a body, its charset and its boundary. */
export const readContentType = (header) => {
  const { value, parameters } = headerParts(header);
  return {
    type: value,
    charset: CHARSETS[parameters.get('charset')?.toLowerCase()] ?? 'utf-8',
    boundary: parameters.get('boundary'),
  };
};

const decode = (bytes, charset) => new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);

/** Bytes that are not of the charset make the whole text Latin-1. */
const textOf = (bytes, charset) => {
  try {
    return new TextDecoder(charset, { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
};

/** Undoes percent encoding; bytes that are not of the charset become U+FFFD. */
const unquote = (text, charset) =>
  text.replace(/[\0-\x7f]+/g, (ascii) => {
    const bytes = ascii.replace(/%([0-9a-fA-F]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
    return decode(Buffer.from(bytes, 'latin1'), charset);
  });

/** @returns {Map<string, string>} */
export const readPairs = (text, charset) => {
  const pieces = text.split('&').filter((piece) => piece !== '');
  const pairs = pieces.map((piece) => {
    const [name, ...value] = piece.split('=');
    return [name, value.join('=')].map((part) => unquote(part.replaceAll('+', ' '), charset));
  });
  return new Map(pairs);
};

/** How many fields Django counts. */
export const fieldCount = (text) => text.split('&').length;

export const readForm = (body, charset) => readPairs(textOf(body, charset), charset);

/** Well-formed parts alone; those with a file name are files, not parameters. */
export const readMultipart = (body, boundary, charset) => {
  const [, ...parts] = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  const fields = parts
    .filter((part) => part.startsWith('\r\n') && part.includes('\r\n\r\n'))
    .map((part) => {
      const [head, ...content] = part.split('\r\n\r\n');
      const { parameters } = headerParts(head.replace(/^\s*Content-Disposition:/i, ''));
      return { parameters, content: decode(Buffer.from(content.join('\r\n\r\n'), 'latin1'), charset) };
    })
    .filter(({ parameters }) => parameters.has('name') && !parameters.has('filename'));
  return new Map(fields.map(({ parameters, content }) => [parameters.get('name'), content]));
};
