import { shownText } from '../secrets/hide-secrets.js';

/** The message of an error of a JSON parser. It leaves out what Node quotes of the text, which may be a secret. */
export const jsonErrorText = ({ message }: Error): string =>
  message
    .replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, '')
    .replace(
      /^Duplicate key '(.*)' encountered/s,
      (_match, key: string) => `Duplicate key '${shownText(key)}' encountered`,
    );
