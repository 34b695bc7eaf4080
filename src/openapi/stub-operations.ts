import * as gateway from '../api-gateway/envelope.js';
import * as server from '../api-server/envelope.js';
import { backendErrorEnvelope, successEnvelope } from '../esb/reply/envelope.js';
import type { StubStep } from '../model/stub.js';
import { nameOf, type PlacedStub } from '../stubs/stub-component.js';
import { GivenError } from '../stubs/stub-error.js';
import { described } from '../util/json/described.js';
import { groupBy } from '../util/iterables.js';
import { EXAMPLE_CREDENTIALS, EXAMPLE_REQUEST_ID } from './operation.js';

const TAG = { name: 'stubs', description: 'Components that are not emulated: their replies are stubs of the data' };

/** Most stubs of one path that are shown. */
const MOST_EXAMPLES = 20;

const esbSuccess = successEnvelope('cmdb-3.14', []);

/** The envelopes of each face. Those of the ESB have the id of an example. */
const ENVELOPES = {
  esb: {
    succeed: (data: string) => esbSuccess(data, EXAMPLE_REQUEST_ID),
    refuse: (error: GivenError) => backendErrorEnvelope(error, 'en', EXAMPLE_REQUEST_ID),
  },
  'api-server': { succeed: server.successEnvelope, refuse: (error: GivenError) => server.errorEnvelope(error, 'en') },
  'api-gateway': {
    succeed: gateway.successEnvelope,
    refuse: (error: GivenError) => gateway.backendErrorEnvelope(error, 'en'),
  },
};

/** The first reply of a stub, with its templates as they are written. */
const replyOf = ({ address, stub }: PlacedStub): unknown => {
  const { data, error, reply }: StubStep = stub;
  if (reply !== undefined) return reply.body ?? '';
  const { succeed, refuse } = ENVELOPES[address.face];
  const text =
    error === undefined
      ? succeed(JSON.stringify(data))
      : refuse(new GivenError(error.code, error.message, JSON.stringify(error.permission ?? null)));
  return JSON.parse(text.toString()) as unknown;
};

const typeOf = ({ stub: { reply } }: PlacedStub): string =>
  Object.entries(reply?.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ??
  'application/json';

const examplesOf = (stubs: readonly PlacedStub[], make: (placed: PlacedStub) => unknown) =>
  Object.fromEntries(
    stubs.map((placed) => [`stub ${placed.position}`, { summary: nameOf(placed), value: make(placed) }]),
  );

/** The replies of stubs by status and type, as OpenAPI has them. */
const responsesOf = (stubs: readonly PlacedStub[]): Record<string, object> => {
  const byStatus = groupBy(stubs, ({ stub }) => stub.reply?.status ?? 200);
  const responses = [...byStatus].map(([status, ofStatus]) => {
    const content = [...groupBy(ofStatus, typeOf)].map(([type, ofType]) => [
      type,
      { schema: {}, examples: examplesOf(ofType, replyOf) },
    ]);
    return [status, { description: 'As the stubs say.', content: Object.fromEntries(content) as object }];
  });
  return Object.fromEntries(responses) as Record<string, object>;
};

const operationOf = (method: string, all: readonly PlacedStub[]): object => {
  const stubs = all.slice(0, MOST_EXAMPLES);
  const { address } = all[0] as PlacedStub;
  const credentials = address.face === 'esb' ? EXAMPLE_CREDENTIALS : {};
  const examples = examplesOf(stubs, ({ stub }) => ({ ...credentials, ...stub.when }));
  const body = { content: { 'application/json': { schema: { type: 'object' }, examples } } };
  return {
    operationId: `stub_${address.path.replace(/\W+/g, '_')}_${method}`,
    tags: [TAG.name],
    summary: address.name,
    ...described(
      `Answers from the stubs of the data, of which there are ${all.length} for this path.`,
      `由数据中的桩返回，该路径共有 ${all.length} 个桩。`,
    ),
    security: [{}, { bkapiAuthorization: [] }],
    ...(method === 'get' || method === 'delete' ? {} : { requestBody: body }),
    responses: responsesOf(stubs),
  };
};

/** A document, and what is added to it. */
interface Document {
  tags?: readonly object[] | undefined;
  paths?: Readonly<Record<string, object | undefined>> | undefined;
}

/**
 * Adds stubs to an OpenAPI document, under a tag of their own.
 *
 * @param document is not changed
 */
export const withStubs = <T extends Document>(document: T, stubs: readonly PlacedStub[]): T => {
  if (stubs.length === 0) return document;
  const paths: Record<string, Record<string, PlacedStub[]>> = {};
  for (const placed of stubs) {
    const method = (placed.stub.method ?? 'POST').toLowerCase();
    const operations = (paths[placed.address.path] ??= {});
    (operations[method] ??= []).push(placed);
  }
  const described = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.fromEntries(Object.entries(operations).map(([method, all]) => [method, operationOf(method, all)])),
  ]);
  return {
    ...document,
    tags: [...(document.tags as readonly object[]), TAG],
    paths: { ...document.paths, ...(Object.fromEntries(described) as Record<string, object>) },
  };
};
