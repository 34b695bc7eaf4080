import { charsetNamed, UTF_8, type Charset } from './charset.js';
import { readHeaderParams } from './header-params.js';

/** The encoding of a form, by its `Content-Type`. Django takes UTF-8 if Python does not know the encoding. */
export const charsetOf = (contentType: string | undefined): Charset => {
  if (contentType?.toLowerCase().includes('charset') !== true) return UTF_8;
  const name = readHeaderParams(contentType).params.get('charset')?.text;
  return (name === undefined ? undefined : charsetNamed(name)) ?? UTF_8;
};
