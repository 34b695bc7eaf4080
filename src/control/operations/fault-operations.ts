import { notFound } from '../../util/control-error.js';
import { hideByName } from '../../util/secrets/hide-by-name.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import { ABOUT_ZH } from '../../faults/catalogue/about-zh.js';
import { CATALOGUE } from '../../faults/catalogue/catalogue.js';
import { REQUEST_BODY } from '../../fixtures/read/fixture-of-body.js';
import { readFault } from '../../faults/spec/read-fault.js';
import { pathValue, type OperationContext, type Operation } from '../operation.js';
import { listOf, ref } from '../schemas.js';

const noFault = ({ sandbox }: OperationContext, id: string) => {
  const ids = sandbox.faults.list().map((fault) => fault.id);
  return notFound({ code: 'FAULT_NOT_FOUND', sandbox: sandbox.name, id: shownText(id), there: ids });
};

const ID = { id: { type: 'string', examples: ['f1'], description: 'Id of a fault.' } };

const EXAMPLES = {
  'The next two calls find CMDB down': { name: 'cmdb-refused', component: 'list_process_instance', times: 2 },
  'Every third page fails, by chance': {
    name: 'cmdb-failed',
    component: 'list_service_instance_by_set_template',
    probability: 0.33,
    seed: 7,
  },
  'One business is slow': {
    name: 'slow',
    parameters: { bk_biz_id: 2 },
    latency: { log_normal: { median: 800, sigma: 0.5 } },
  },
  'A reply of your own': {
    name: 'custom',
    reply: { status: 502, headers: { 'X-Proxy': 'edge' }, body: 'bad gateway' },
  },
};

/** Operations on the faults of a sandbox. */
export const FAULT_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/faults',
    id: 'listFaults',
    summary: 'List the faults of the sandbox',
    replies: { 200: listOf('FaultState') },
    handle: ({ sandbox }) => hideByName(sandbox.faults.list()),
  },
  {
    method: 'POST',
    path: '/faults',
    id: 'addFault',
    summary: 'Add a fault',
    description: 'Every fault that matches a request counts it; the first that is due strikes.',
    body: { json: ref('Fault'), isChecked: false, examples: EXAMPLES },
    replies: { 201: ref('FaultState'), 409: ref('ControlError'), 422: ref('ControlError') },
    handle: ({ sandbox, request, reply }) => {
      const added = sandbox.faults.add(readFault(request.body, REQUEST_BODY));
      void reply.code(201);
      return hideByName(added);
    },
  },
  {
    method: 'DELETE',
    path: '/faults',
    id: 'removeFaults',
    summary: 'Remove all faults',
    replies: { 204: 'They are gone.' },
    handle: ({ sandbox }) => sandbox.faults.clear(),
  },
  {
    method: 'GET',
    path: '/faults/catalogue',
    id: 'listFailures',
    summary: 'List the failures that a fault can name',
    replies: {
      200: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string', description: 'Its name.' },
            about: { type: 'string', description: 'What the caller sees.' },
            about_zh: { type: 'string', description: 'The same in Chinese.' },
            stage: {
              type: 'string',
              enum: ['proxy', 'esb', 'system'],
              description: 'Where it strikes: before the ESB, at the ESB once it has let the call pass, or behind it.',
            },
          },
          required: ['name', 'about', 'about_zh', 'stage'],
          additionalProperties: false,
        },
      },
    },
    handle: () => CATALOGUE.map(({ name, about, stage }) => ({ name, about, about_zh: ABOUT_ZH[name], stage })),
  },
  {
    method: 'GET',
    path: '/faults/:id',
    id: 'getFault',
    summary: 'Describe a fault',
    params: ID,
    replies: { 200: ref('FaultState') },
    handle: (context) => {
      const id = pathValue(context, 'id');
      const found = context.sandbox.faults.get(id);
      if (found === undefined) throw noFault(context, id);
      return hideByName(found);
    },
  },
  {
    method: 'DELETE',
    path: '/faults/:id',
    id: 'removeFault',
    summary: 'Remove a fault',
    params: ID,
    replies: { 204: 'It is gone.' },
    handle: (context) => {
      const id = pathValue(context, 'id');
      if (!context.sandbox.faults.remove(id)) throw noFault(context, id);
    },
  },
];
