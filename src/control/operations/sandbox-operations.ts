import type { AuthMode, Contract } from '../../model/contract.js';
import { notFound } from '../../util/control-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import type { Sandbox } from '../../sandboxes/sandbox.js';
import type { SandboxSettings } from '../../sandboxes/sandbox-settings.js';
import { pathValue, type OperationContext, type Operation } from '../operation.js';
import { listOf, ref } from '../schemas.js';

const describeSettings = ({ contract, auth, strictWarnings, clock }: SandboxSettings) => ({
  contract,
  auth,
  strict_warnings: strictWarnings,
  clock,
});

const describe = (sandbox: Sandbox) => ({
  name: sandbox.name,
  created: new Date(sandbox.createdAt).toISOString(),
  last_used: new Date(sandbox.usedAt).toISOString(),
  data: sandbox.data,
  ...describeSettings(sandbox.settings),
  requests: sandbox.journal.size,
  warnings: sandbox.warnings.size,
  faults: sandbox.faults.size,
  snapshots: sandbox.snapshots,
  bytes: sandbox.bytes,
});

const noSandbox = (name: string) => notFound({ code: 'SANDBOX_NOT_FOUND', name: shownText(name) });

const found = (context: OperationContext): Sandbox => {
  const name = pathValue(context, 'name');
  const sandbox = context.sandboxes.find(name);
  if (sandbox === undefined) throw noSandbox(name);
  return sandbox;
};

const nameOf = (example: string) => ({
  name: { type: 'string', examples: [example], description: 'Name of a sandbox.' },
});
const SNAPSHOT = { name: { type: 'string', examples: ['before'], description: 'Name of a snapshot.' } };

interface WrittenSettings {
  contract?: Contract;
  auth?: AuthMode;
  strict_warnings?: boolean;
  clock?: string | null;
}

const change = ({ request, sandbox }: OperationContext) => {
  const { strict_warnings: strictWarnings, ...others } = request.body as WrittenSettings;
  sandbox.configure(strictWarnings === undefined ? others : { ...others, strictWarnings });
  return describeSettings(sandbox.settings);
};

/** Operations on sandboxes, their settings and their snapshots. */
export const SANDBOX_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/sandboxes',
    id: 'listSandboxes',
    summary: 'List the sandboxes',
    replies: { 200: listOf('Sandbox') },
    handle: ({ sandboxes }) => sandboxes.list().map(describe),
  },
  {
    method: 'GET',
    path: '/sandboxes/:name',
    id: 'getSandbox',
    summary: 'Describe a sandbox',
    params: nameOf('default'),
    replies: { 200: ref('Sandbox') },
    handle: (context) => describe(found(context)),
  },
  {
    method: 'DELETE',
    path: '/sandboxes/:name',
    id: 'dropSandbox',
    summary: 'Drop a sandbox, with all that it has',
    params: nameOf('my-test'),
    replies: { 204: 'It is gone.', 409: ref('ControlError') },
    handle: (context) => {
      const name = pathValue(context, 'name');
      if (!context.sandboxes.drop(name)) throw noSandbox(name);
    },
  },
  {
    method: 'GET',
    path: '/memory',
    id: 'describeMemory',
    summary: 'Tell how much memory all sandboxes take together',
    description:
      'Data that does not fit any more is refused with 507; journals drop their oldest entries. `bytes` of a sandbox tells its part.',
    replies: { 200: ref('Memory') },
    handle: ({ sandboxes }) => sandboxes.memory,
  },
  {
    method: 'GET',
    path: '/settings',
    id: 'getSettings',
    summary: 'Tell how the sandbox answers',
    replies: { 200: ref('SandboxSettings') },
    handle: ({ sandbox }) => describeSettings(sandbox.settings),
  },
  {
    method: 'PATCH',
    path: '/settings',
    id: 'changeSettings',
    summary: 'Change how the sandbox answers',
    body: {
      json: ref('ChangedSettings'),
      isChecked: true,
      examples: { 'Answer as a live ESB does': { contract: 'cmdb-3.14' } },
    },
    replies: { 200: ref('SandboxSettings'), 422: ref('ControlError') },
    handle: change,
  },
  {
    method: 'POST',
    path: '/reset',
    id: 'reset',
    summary: 'Return to the baseline',
    description:
      'Data, faults and settings become what the emulator was started with; the journal and the warnings become empty. ' +
      'Snapshots stay.',
    replies: { 200: ref('SandboxData'), 409: ref('ControlError') },
    handle: ({ sandbox }) => sandbox.reset(),
  },
  {
    method: 'GET',
    path: '/snapshots',
    id: 'listSnapshots',
    summary: 'List the snapshots of the sandbox',
    replies: { 200: { type: 'array', items: { type: 'string' } } },
    handle: ({ sandbox }) => sandbox.snapshots,
  },
  {
    method: 'PUT',
    path: '/snapshots/:name',
    id: 'saveSnapshot',
    summary: 'Keep data, faults and settings as they are now',
    params: SNAPSHOT,
    replies: { 204: 'It is kept.', 409: ref('ControlError') },
    handle: (context) => context.sandbox.saveSnapshot(pathValue(context, 'name')),
  },
  {
    method: 'DELETE',
    path: '/snapshots/:name',
    id: 'dropSnapshot',
    summary: 'Forget a snapshot',
    params: SNAPSHOT,
    replies: { 204: 'It is gone.' },
    handle: (context) => context.sandbox.dropSnapshot(pathValue(context, 'name')),
  },
  {
    method: 'POST',
    path: '/snapshots/:name/restore',
    id: 'restoreSnapshot',
    summary: 'Return to a snapshot',
    description: 'Data, faults (with their counts) and settings become what they were then. The journal goes on.',
    params: SNAPSHOT,
    replies: { 200: ref('SandboxData'), 409: ref('ControlError') },
    handle: (context) => context.sandbox.restoreSnapshot(pathValue(context, 'name')),
  },
];
