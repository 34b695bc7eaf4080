import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Sandbox } from '../sandboxes/sandbox.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';

/** A JSON schema. */
export type Schema = object;

declare module 'fastify' {
  interface FastifyRequest {
    /** The content type that the client gave the body. */
    sentAs: string | undefined;
  }
}

/** What an operation is given. */
export interface OperationContext {
  /** The sandbox that the request is for. */
  sandbox: Sandbox;
  sandboxes: SandboxRegistry;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Aborted when the server is to be closed. */
  closing: AbortSignal;
  /** How many streams of requests are open. */
  streams: { open: number };
}

/**
 * What the body of a request is: JSON text, which is parsed, and checked by its schema unless the operation does so with
 * more patience; or anything, which comes as bytes.
 */
export type BodyKind = ({ json: Schema; isChecked: boolean } | { bytes: Schema }) & {
  examples: Readonly<Record<string, unknown>>;
};

/** Something that can be asked of the emulator itself: a route, and its part of the OpenAPI document. */
export interface Operation {
  method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** Below the prefix, with `:name` for what varies. */
  path: string;
  /** The OpenAPI `operationId`. */
  id: string;
  summary: string;
  description?: string;
  /** Schemas of what varies in the path, by name. */
  params?: Readonly<Record<string, Schema>>;
  /** Schemas of what the query may have, by name. */
  query?: Readonly<Record<string, Schema>>;
  body?: BodyKind;
  /** Media types of the reply. Default: JSON. */
  types?: readonly string[];
  /** Schemas of the replies, or their descriptions where they have no body, by HTTP status. */
  replies: Readonly<Record<number, Schema | string>>;
  /** @returns what is sent as JSON; nothing where it has sent a reply itself, or there is none to send */
  handle: (context: OperationContext) => unknown;
}

/** The prefix of all operations. */
export const CONTROL_PREFIX = '/__emulator';

/** A value of the path. */
export const pathValue = ({ request }: OperationContext, name: string): string =>
  (request.params as Record<string, string>)[name] as string;
