import t from 'tap';
import type { CmdbData } from '../../src/cmdb/repository.js';
import { listProcessInstance } from '../../src/cmdb/components/list-process-instance/component.js';
import type { CallContext } from '../../src/calls/call-context.js';
import { answerThrough } from '../../src/calls/answer-call.js';
import { gatewayTo } from '../../src/esb/gateway.js';
import type { Stage } from '../../src/calls/fault/due-fault.js';
import { Store } from '../../src/store/datasets/store.js';

const store = Store.open();
t.teardown(() => store.close());

/** A call context in which a fault answers every call, at a stage. */
const contextWithFaultAt = (stage: Stage): CallContext<CmdbData> => ({
  contract: 'documented',
  auth: 'off',
  strictWarnings: false,
  accounts: store.data.accounts,
  backend: store.data,
  baseline: undefined,
  dueFault: () => ({
    fault: { id: 'f1', name: 'test' },
    stage,
    delayMs: 7,
    effect: () => ({ kind: 'reply', status: 299, headers: { a: 'b' }, body: 'somebody else' }),
  }),
  holdData: () => () => undefined,
  record: () => undefined,
});

t.test('the reply of a fault is passed on from every stage', async (t) => {
  const answer = answerThrough(gatewayTo(listProcessInstance));
  const incoming = {
    method: 'POST',
    url: '/',
    sentUrl: '/',
    headers: {},
    body: Buffer.from('{"service_instance_id":1}'),
  };
  for (const stage of ['proxy', 'esb', 'system'] as const) {
    const { reply, trace } = await answer(incoming, contextWithFaultAt(stage));
    t.match(reply, { status: 299, headers: { a: 'b' }, body: 'somebody else', delayMs: 7 }, stage);
    t.match(trace, { code: null, requestId: null, fault: { id: 'f1', name: 'test' } }, stage);
  }
});
