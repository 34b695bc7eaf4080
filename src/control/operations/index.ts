import { DATA_OPERATIONS } from './data-operations.js';
import { FAULT_OPERATIONS } from './fault-operations.js';
import { JOURNAL_OPERATIONS } from './journal-operations.js';
import { CONTROL_PREFIX, type Operation } from '../operation.js';
import { ROW_OPERATIONS } from './row-operations.js';
import { SANDBOX_OPERATIONS } from './sandbox-operations.js';

const INDEX: Operation = {
  method: 'GET',
  path: '',
  id: 'listOperations',
  summary: 'List what can be asked',
  replies: {
    200: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          operation: { type: 'string', description: 'Method and path.' },
          summary: { type: 'string', description: 'What it does.' },
        },
        required: ['operation', 'summary'],
        additionalProperties: false,
      },
    },
  },
  handle: () =>
    OPERATIONS.map(({ method, path, summary }) => ({ operation: `${method} ${CONTROL_PREFIX}${path}`, summary })),
};

/** All operations of the control API. Routes and the OpenAPI document follow from this list. */
export const OPERATIONS: readonly Operation[] = [
  INDEX,
  ...SANDBOX_OPERATIONS,
  ...DATA_OPERATIONS,
  ...ROW_OPERATIONS,
  ...JOURNAL_OPERATIONS,
  ...FAULT_OPERATIONS,
];
