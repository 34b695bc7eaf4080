import { inspect } from 'node:util';
import { CodedError } from '../messages/coded-error.js';
import type { Language } from '../model/language.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';
import { StoreError } from '../util/store-error.js';

/** The text for an error: its message if the user can mend it, else its stack, because it is a bug of the emulator. */
export const explainFailure = (error: unknown, language: Language): string => {
  if (error instanceof CodedError) return hideSecrets(error.textIn(language));
  return hideSecrets(error instanceof StoreError ? error.message : inspect(error));
};
