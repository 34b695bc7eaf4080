import { Readable } from 'node:stream';
import { fixtureOfBody } from '../../fixtures/read/fixture-of-body.js';
import { exportRows } from '../../fixtures/write/export.js';
import { FORMATS, type Format } from '../../fixtures/write/format.js';
import { fixtureText } from '../../fixtures/write/text.js';
import { inSlices } from '../../util/time-slices/in-slices.js';
import type { OperationContext, Operation } from '../operation.js';
import { ref } from '../schemas.js';

const TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
};

const formatFor = ({ query, headers }: OperationContext['request']): Format => {
  const { format } = query as { format?: Format };
  return format ?? (/ya?ml/i.test(headers.accept ?? '') ? 'yaml' : 'json');
};

const send = (context: OperationContext): unknown => {
  const format = formatFor(context.request);
  const held = context.sandbox.hold();
  // A reader that is fast enough would have all of it written in one turn: seconds for some thousand service instances.
  const text = Readable.from(inSlices(fixtureText(exportRows(held.contents), format)));
  text.once('close', () => held.release());
  return context.reply.type(TYPES[format]).send(text);
};

const sent = ({ request }: OperationContext) => [fixtureOfBody(request.body as Buffer, request.sentAs)];

const FIXTURE = {
  type: 'object',
  description: 'A fixture, as JSON or YAML. Its format: fixtures/README.md, and the schema fixtures/schema.json.',
  additionalProperties: true,
};

const processes = [{ bk_process_id: 100, bk_process_name: 'nginx', bind_info: [{ port: 80 }] }];
const MODULE = {
  modules: [{ bk_module_id: 1, bk_biz_id: 2, set_template_id: 3, service_instances: [{ id: 10, processes }] }],
};
const INSTANCE = { service_instances: [{ id: 12, bk_module_id: 59, bk_host_id: 1 }] };

/** Operations on the data of a sandbox. */
export const DATA_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/data',
    id: 'exportData',
    summary: 'Export the data of the sandbox, as a fixture',
    description: 'Loaded again, it gives the same replies, byte for byte.',
    query: {
      format: { type: 'string', enum: FORMATS, description: 'Without it, the header `Accept` decides; else JSON.' },
    },
    types: ['application/json', 'application/yaml'],
    replies: { 200: FIXTURE },
    handle: send,
  },
  {
    method: 'PUT',
    path: '/data',
    id: 'replaceData',
    summary: 'Replace the data of the sandbox by a fixture',
    description: 'All or nothing: where something is wrong with it, the data is as it was.',
    body: { bytes: FIXTURE, examples: { 'A service instance with a process': MODULE } },
    replies: { 200: ref('LoadedData'), 409: ref('ControlError'), 422: ref('ControlError') },
    handle: (context) => context.sandbox.load(sent(context)),
  },
  {
    method: 'PATCH',
    path: '/data',
    id: 'patchData',
    summary: 'Add rows to the data of the sandbox, or overwrite those with the same ids',
    description:
      'A row that is there already is replaced as a whole: what is not given has its default. But it keeps its place where ' +
      'the new one names none: a service instance its module, a process its service instance. All or nothing.',
    body: { bytes: FIXTURE, examples: { 'One more service instance in a module that is there': INSTANCE } },
    replies: { 200: ref('LoadedData'), 409: ref('ControlError'), 422: ref('ControlError') },
    handle: (context) => context.sandbox.patch(sent(context)),
  },
];
