/** Writes the pages of all errors and problems. */
import { writeFileSync } from 'node:fs';
import { CATALOGUE } from '../dist/messages/catalogue.js';
import { ERROR_PAGES, errorsPage } from './lib/errors-page.js';

for (const [page, language] of ERROR_PAGES) {
  writeFileSync(new URL(`../${page}`, import.meta.url), errorsPage(CATALOGUE, language));
}
