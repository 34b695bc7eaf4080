/** Writes the OpenAPI documents: `openapi/openapi.json` for the default contract, and one beside it for the other. */
import { writeFileSync } from 'node:fs';
import { COMPONENTS } from '../dist/cmdb/components/index.js';
import { CONTRACTS } from '../dist/model/contract.js';
import { OTHER_OPERATIONS } from '../dist/server/other-operations.js';
import { VERSION } from '../dist/emulator/version.js';
import { documentFile, documentText } from '../dist/openapi/document.js';

for (const contract of CONTRACTS) {
  const file = new URL(`../openapi/${documentFile(contract)}`, import.meta.url);
  writeFileSync(
    file,
    await documentText({ components: COMPONENTS, contract, version: VERSION, others: OTHER_OPERATIONS }),
  );
}
