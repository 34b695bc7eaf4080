import { inspect } from 'node:util';
import { CodedError } from '../messages/coded-error.js';
import type { Language } from '../model/language.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';

/** The text for an error: its message if the user can mend it, else its stack, because it is a bug of the emulator. */
export const explainFailure = (error: unknown, language: Language): string =>
  hideSecrets(error instanceof CodedError ? error.textIn(language) : inspect(error));
