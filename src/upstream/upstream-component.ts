import { VerbatimError } from '../calls/backend-error.js';
import type { Answer, Call, Component, Params } from '../calls/component.js';
import type { CmdbData } from '../cmdb/repository.js';
import type { ForwardedRequest } from './client.js';
import type { Upstream } from './upstream.js';

/** The name by which people and faults know a component. */
export interface ComponentName {
  name: string;
  system: string;
  path: string;
}

/** A component of the live ESB behind the emulator, for one request. */
export class UpstreamComponent implements Component<CmdbData> {
  readonly name: string;
  readonly system: string;
  readonly path: string;
  readonly parameters = {};
  readonly documentedKeys = [];
  readonly requiredByEsb = [];
  readonly isForwarded = true;
  readonly #upstream: Upstream;
  readonly #request: ForwardedRequest;

  constructor({ name, system, path }: ComponentName, upstream: Upstream, request: ForwardedRequest) {
    this.name = name;
    this.system = system;
    this.path = path;
    this.#upstream = upstream;
    this.#request = request;
  }

  /** @throws EsbError if the upstream does not answer as an ESB does */
  async handle(params: Params, { trace, notJson }: Call<CmdbData>): Promise<Answer> {
    const { requestId, ...verbatim } = await this.#upstream.ask(this.#request, {
      name: this.name,
      system: this.system,
      path: this.path,
      params: notJson === undefined ? params : undefined,
    });
    const { host } = this.#upstream;
    trace.why = { en: `forwarded to ${host}`, zh: `已转发到 ${host}` };
    trace.requestId = requestId;
    return { data: '', isEmpty: false, verbatim };
  }

  queryFailed(): VerbatimError {
    return new VerbatimError({ code: 1199017, message: 'Query database failed' });
  }

  /** @throws Error always: nothing is known of it */
  docs(): Promise<never> {
    return Promise.reject(new Error('a component of an upstream has no documentation'));
  }
}
