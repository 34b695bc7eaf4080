import { pathOfTarget } from '../calls/http/path-of-target.js';
import { VerbatimError } from '../calls/backend-error.js';
import type { Answer, Call, Component, Params } from '../calls/component.js';
import { deserializingFailed } from '../cmdb/errors.js';
import type { CmdbData } from '../cmdb/repository.js';
import { componentError } from '../esb/errors.js';
import { TAKEN_OUT } from '../esb/request/not-json.js';
import type { Stub, StubStep } from '../model/stub.js';
import { compileStep, type StepAnswer } from './compile-step.js';
import { GivenError } from './stub-error.js';
import type { StubPath } from './stub-path.js';
import type { TemplateScope } from './template.js';

/** A stub of a data set. */
export interface PlacedStub {
  stub: Stub;
  /** Its place among all stubs, from 1. */
  position: number;
  address: StubPath;
}

/** The name of a stub, for people. */
export const nameOf = ({ stub, position }: PlacedStub): string => stub.name ?? `#${position}`;

const withoutCredentials = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !TAKEN_OUT.has(name)));

/** How many calls a step answers. */
const timesOf = ({ times }: StubStep, isLast: boolean): number => times ?? (isLast ? Infinity : 1);

interface Step {
  answer: StepAnswer;
  /** How many calls this and the steps before it answer. */
  until: number;
}

const stepsOf = ({ stub, ...placed }: PlacedStub): Step[] => {
  const name = nameOf({ stub, ...placed });
  const shown = { en: `the stub ${name} gives this error`, zh: `此错误由桩 ${name} 返回` };
  const steps: StubStep[] = [stub, ...(stub.then ?? [])];
  let until = 0;
  return steps.map((step, index) => {
    until += timesOf(step, index === steps.length - 1);
    return { answer: compileStep(step, shown), until };
  });
};

/** A stub as a component of a sandbox, with the number of calls that it has answered there. */
export class StubComponent implements Component<CmdbData> {
  readonly placed: PlacedStub;
  readonly name: string;
  readonly system: string;
  readonly path: string;
  readonly parameters = {};
  readonly documentedKeys = ['result', 'code', 'data', 'message', 'permission', 'request_id'] as const;
  readonly requiredByEsb = [];
  readonly #steps: readonly Step[];
  readonly #now: () => string;
  #uses = 0;

  /** @param now the time of the sandbox's clock */
  constructor(placed: PlacedStub, now: () => string) {
    this.placed = placed;
    this.name = placed.address.name;
    this.system = placed.address.system;
    this.path = placed.address.path;
    this.#steps = stepsOf(placed);
    this.#now = now;
  }

  /** True if it is called at CMDB's own API, perhaps through the gateway before it. */
  get isAtCmdb(): boolean {
    const { face, system } = this.placed.address;
    return face === 'api-server' || system === 'BK-CMDB';
  }

  /** True if it answers no more calls. */
  get isUsedUp(): boolean {
    return this.#uses >= (this.#steps.at(-1) as Step).until;
  }

  /** @throws CmdbError 1199000 if the call reaches CMDB as something else than JSON */
  handle(params: Params, { trace, request, requestId, notJson }: Call<CmdbData>): Answer {
    if (notJson !== undefined && this.isAtCmdb) throw deserializingFailed(notJson);
    const index = this.#steps.findIndex(({ until }) => this.#uses < until);
    const { answer } = this.#steps[index] as Step;
    this.#uses += 1;
    const counter = this.#uses;
    const name = nameOf(this.placed);
    trace.stub = { name, path: this.placed.stub.path, step: index + 1 };
    const scope = (): TemplateScope => ({
      request: { params: withoutCredentials(params), method: request.method, path: pathOfTarget(request.url) },
      request_id: requestId,
      caller: { app: trace.caller.app, user: trace.caller.user },
      now: this.#now(),
      counter,
    });
    try {
      const answered = answer(scope);
      if (answered.verbatim?.body.includes(requestId) === true) trace.requestId = requestId;
      return answered;
    } catch (error) {
      if (error instanceof GivenError) throw error;
      const { message } = error as Error;
      throw componentError({
        en: `a template of the stub ${name} failed: ${message}`,
        zh: `桩 ${name} 的模板出错：${message}`,
      });
    }
  }

  queryFailed(): VerbatimError {
    return new VerbatimError({ code: 1199017, message: 'Query database failed' });
  }

  /** @throws Error always: the OpenAPI document describes stubs from what they say */
  docs(): Promise<never> {
    return Promise.reject(new Error('a stub has no documentation'));
  }
}
