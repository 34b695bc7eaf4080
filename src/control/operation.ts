import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Sandbox } from '../sandboxes/sandbox.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import type { Log } from '../util/log.js';
import { usableMemory } from '../util/memory/usable-memory.js';

/** A JSON schema. */
export type Schema = object;

declare module 'fastify' {
  interface FastifyRequest {
    /** The content type that the client sent. */
    sentAs: string | undefined;
  }
  interface FastifyContextConfig {
    /** True if the query of a request may hold the control token. */
    takesTokenInQuery?: boolean;
  }
}

/** The context of a request to an operation. */
export interface OperationContext {
  /** The sandbox that the request is for. */
  sandbox: Sandbox;
  sandboxes: SandboxRegistry;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Aborted when the server closes. */
  closing: AbortSignal;
  /** The number of open streams of journal entries. */
  streams: { open: number };
  log: Log;
}

/**
 * The body of a request. A JSON body is parsed, and validated by its schema if `isChecked`; otherwise the operation itself
 * reports its problems. Any other body stays bytes.
 */
export type BodyKind = ({ json: Schema; isChecked: boolean } | { bytes: Schema }) & {
  examples: Readonly<Record<string, unknown>>;
};

/** An operation of the control API: a route and its part of the OpenAPI document. */
export interface Operation {
  method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** The path below the prefix, with parameters such as `:name`. */
  path: string;
  /** The OpenAPI `operationId`. */
  id: string;
  summary: string;
  description?: string;
  /** Schemas of the path parameters, by name. */
  params?: Readonly<Record<string, Schema>>;
  /** Schemas of the query parameters, by name. */
  query?: Readonly<Record<string, Schema>>;
  /**
   * True if the query parameter `token` may hold the control token, for clients that cannot send headers of their own. Only an
   * operation that changes nothing may take it, because addresses are kept in logs of proxies.
   */
  takesTokenInQuery?: boolean;
  body?: BodyKind;
  /** Media types of the reply. Default: JSON. */
  types?: readonly string[];
  /** Schemas of the replies by HTTP status; a description if the reply has no body. */
  replies: Readonly<Record<number, Schema | string>>;
  /** @returns the value to send as JSON; undefined if the reply is empty or the operation has sent it itself */
  handle: (context: OperationContext) => unknown;
}

/** The prefix of all operations. */
export const CONTROL_PREFIX = '/__emulator';

/** The value of a path parameter. */
export const pathValue = ({ request }: OperationContext, name: string): string =>
  (request.params as Record<string, string>)[name] as string;

/** Largest JSON body, in bytes. */
export const MOST_JSON = 2 * 1024 * 1024;
/**
 * Largest fixture in a body, in bytes: 64 MiB, or 1/32 of the memory that the process may use. It is held as bytes,
 * as text and as values.
 */
export const MOST_FIXTURE = Math.min(64 * 1024 * 1024, Math.ceil(usableMemory() / 32));
