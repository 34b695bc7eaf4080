import type { Contract } from '../model/contract.js';
import type { Text } from '../model/language.js';
import type { BackendError } from './backend-error.js';
import type { CallTrace } from './call-trace.js';
import type { JsonText } from './reply/json-text.js';

/** A key of the ESB's reply. */
export type EnvelopeKey = 'result' | 'code' | 'message' | 'permission' | 'request_id' | 'data';

/** The parameters of a call. */
export type Params = Record<string, unknown>;

export type { Language } from '../model/language.js';

/** A JSON schema, made with TypeBox or by hand. */
export type Schema = object;

/** The circumstances of a call, beside its parameters. */
export interface Call<Backend> {
  contract: Contract;
  backend: Backend;
  /** The supplier account that the request asks for: a header between the ESB and CMDB, not a parameter. Default `0`. */
  supplierAccount: string;
  /** Why the call reaches the system behind as something else than JSON; undefined if it is JSON. */
  notJson: Text | undefined;
  /** Under the contract `documented`, a component adds how `cmdb-3.14` would refuse or answer this call differently. */
  differences: Text[];
  /** Method and target of the request. */
  request: { readonly method: string; readonly url: string };
  /** The id that the reply will have. */
  requestId: string;
  /** A stub writes into it that it has answered. */
  trace: CallTrace;
}

/** A reply that is sent as it is, without an envelope. */
export interface VerbatimReply {
  status: number;
  headers: Readonly<Record<string, string | string[]>> | undefined;
  body: JsonText;
  /** The bytes behind `body`, which still come; undefined if there are none. */
  rest?: AsyncIterable<Buffer>;
  /** The code in the body, for the journal; null if it has none. */
  code: number | null;
}

/** A component's answer to a call. */
export interface Answer {
  /** JSON text of the envelope's `data`. */
  data: JsonText;
  /** True if nothing was found. */
  isEmpty: boolean;
  /** Why it is empty or short; undefined if it is neither. */
  why?: Text | undefined;
  /** The whole reply, in place of one with `data` in an envelope. */
  verbatim?: VerbatimReply;
}

/** A parameter that the system behind looks at. */
export interface KnownParameter {
  /** Why it has no effect; undefined if it has one. */
  useless?: Text;
  /** The parameters in its object, or in each object of its list. */
  fields?: KnownParameters;
}

/** The parameters of a call, or of an object in it, by name. */
export type KnownParameters = Readonly<Record<string, KnownParameter>>;

/** Parameters that have an effect. */
export const knownAs = (...names: readonly string[]): KnownParameters =>
  Object.fromEntries(names.map((name) => [name, {}]));

/** A code that a system behind the ESB refuses with. */
export interface Refusal {
  code: number;
  message: string;
  /** The message to a caller who asks for Chinese. */
  message_zh: string;
  when: Text;
}

/** The API documentation of a component, under one contract. */
export interface ComponentDocs {
  summary: Text;
  description: Text;
  /** Schemas that the others refer to as `Type.Ref('Name#')`. Several components may share one. */
  schemas: Readonly<Record<string, Schema>>;
  /** The component's own parameters, without credentials. */
  parameters: Schema;
  /** The envelope's `data`. */
  data: Schema;
  /** The documented request, without credentials, and the `data` of its reply. */
  example: { parameters: Record<string, unknown>; data: unknown };
  /** The codes that the system behind can refuse with. */
  refusals: readonly Refusal[];
}

/** One operation of a system behind the ESB, such as `list_process_instance` of CMDB. */
export interface Component<Backend> {
  name: string;
  /** The system's name as the ESB's messages spell it. */
  system: string;
  /** The path below the ESB's prefix, with the closing slash. */
  path: string;
  /** The parameters that it looks at, without credentials. The journal names all others of a request. */
  parameters: KnownParameters;
  /** Keys of the success envelope under the contract `documented`. */
  documentedKeys: readonly EnvelopeKey[];
  /** Parameters that the ESB itself needs, because it writes them into the URL that it calls. It only checks that they are there. */
  requiredByEsb: readonly string[];
  /** True if another system answers, which reads the request and checks its caller itself. Default false. */
  isForwarded?: boolean;
  /**
   * Answers a call: at once, or, if it looks at many rows, in several turns of the event loop.
   *
   * @throws BackendError if the system behind refuses the call
   */
  handle(params: Params, call: Call<Backend>): Answer | Promise<Answer>;
  /** The error of the system behind if its query fails, for fault injection. The parameters may be wrong. */
  queryFailed(params: Params): BackendError;
  /** Loads the documentation. It is loaded on demand, because it loads TypeBox. */
  docs(): Promise<{ describe: (contract: Contract) => ComponentDocs }>;
}
