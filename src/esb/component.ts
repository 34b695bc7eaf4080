import type { Type } from 'typebox';
import type { Contract } from '../model/contract.js';
import type { EnvelopeKey } from './reply/envelope.js';
import type { Params } from './request/read-request.js';
import type { JsonText } from './reply/json-text.js';

/** TypeBox's builder. Handed over rather than imported, so that serving does not wait for it to load. */
export type SchemaBuilder = typeof Type;
/** A JSON schema, made with the builder or by hand. */
export type Schema = object;

/** What a component is told about a call beside its parameters. */
export interface Call<Backend> {
  contract: Contract;
  backend: Backend;
  /** The user, where the auth mode has made sure of it; undefined where permissions are not to be checked. */
  verifiedUser: string | undefined;
  /**
   * Where a component enters, under the contract `documented`, in what way `cmdb-3.14` would refuse this call or answer it
   * differently.
   */
  differences: string[];
}

/** What a component answers with. */
export interface Answer {
  /** JSON text of the envelope's `data`. */
  data: JsonText;
  /** Whether nothing was found. */
  isEmpty: boolean;
  /** Why it is empty, or less than what was asked for, in words; undefined where it is neither. */
  why?: string | undefined;
}

/** A code that a system behind the ESB refuses with. */
export interface Refusal {
  code: number;
  message: string;
  when: string;
}

/** What the API documentation says of a component, under one contract. */
export interface ComponentDocs {
  /** Schemas that the others refer to, by name, as `Type.Ref('Name#')`. */
  schemas: Record<string, Schema>;
  /** The component's own parameters, without credentials. */
  parameters: Schema;
  /** The envelope's `data`. */
  data: Schema;
  /** The documented request, without credentials, and the `data` of its reply. */
  example: { parameters: Record<string, unknown>; data: unknown };
  /** What the system behind can refuse with. */
  refusals: readonly Refusal[];
}

/** One interface of a system behind the ESB, such as `list_process_instance` of CMDB. */
export interface Component<Backend> {
  name: string;
  /** The system's name as the ESB's messages spell it. */
  system: string;
  /** Below the channel's prefix, with the closing slash. */
  path: string;
  summary: string;
  description: string;
  /** Keys of the success envelope under the contract `documented`. */
  documentedKeys: readonly EnvelopeKey[];
  /** Parameters that the ESB itself needs, to build the address it calls; only their absence is its business. */
  requiredByEsb: readonly string[];
  /**
   * Answers a call.
   *
   * @throws BackendError where the system behind turns the call down
   */
  handle(params: Params, call: Call<Backend>): Answer;
  describe(t: SchemaBuilder, contract: Contract): ComponentDocs;
}
