import type { FastifyRequest } from 'fastify';
import { pathOfTarget } from './path-of-target.js';

/** Ends a path: parameters, or a query whose `?` is missing or encoded. The rest may hold a secret. */
const END_OF_PATH = /[;&=]|%(?:3[bdf]|26)/i;

/** The path of a request without anything that may hold a secret, for the log and the journal. */
export const safePathOf = (request: FastifyRequest): string =>
  pathOfTarget(request.url).split(END_OF_PATH, 1)[0] as string;
