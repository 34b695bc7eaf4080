import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Text } from '../../model/language.js';
import type { CallContext } from '../call-context.js';
import type { Body, CallRequest } from '../call-request.js';
import type { Component } from '../component.js';

/** A request whose path or method leads to no emulated component. Its body is read. */
export interface OtherRequest<Backend> {
  request: FastifyRequest;
  /** The reply over HTTP, not yet sent. */
  reply: FastifyReply;
  context: CallContext<Backend>;
  body: Body;
  /** When the request arrived, by the clock of `monotonicNow`. */
  arrived: number;
  /**
   * Reads the request as its face does for a component.
   *
   * @throws a refusal if the request cannot be read
   */
  readFor: (component: Component<Backend>) => CallRequest;
  /**
   * Answers as a call of a component through the face, and records that.
   *
   * @param read the request as `readFor` has given it. Default: it is read now
   */
  answerAs: (component: Component<Backend>, read?: CallRequest) => Promise<void>;
}

/** Answers requests that lead to no emulated component. */
export interface OtherAnswerer<Backend> {
  /** True if it may answer a request. */
  mayAnswer: (request: FastifyRequest, context: CallContext<Backend>) => boolean;
  /** @returns undefined once the reply is sent; or why the request is left to the next answerer */
  answer: (other: OtherRequest<Backend>) => Promise<Text | undefined>;
  /** The paths that it knows for a request, for people: the nearest is named if the request leads to none. */
  pathsFor: (request: FastifyRequest) => readonly string[];
}
