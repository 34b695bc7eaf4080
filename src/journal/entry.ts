import type { CallRecord } from '../calls/call-record.js';
import type { FaceName } from '../calls/face-name.js';
import { hideInPath } from '../util/secrets/hide-in-path.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';
import { joinReasons } from '../util/words.js';
import type { ShownReply } from './replies/kept-reply.js';
import { redactName, redactParameters, truncate } from './redact.js';
import { misspelled, unusedParameters, type UnusedParameter } from './unused-parameters.js';

/** A request and its reply in the journal. */
export interface Entry {
  /** Counted over all sandboxes, from 1. */
  id: number;
  /** Arrival of the request, as ISO 8601. */
  time: string;
  /** Time from arrival to reply, in milliseconds. */
  duration_ms: number;
  sandbox: string;
  /** The way of the call: `esb`, `api-server` or `api-gateway`. */
  face: FaceName;
  method: string;
  /** Without its query. */
  path: string;
  /** Null if the path leads to no component. */
  component: string | null;
  /** The app code as sent, even if it is not valid; null if none was sent. */
  app: string | null;
  user: string | null;
  /** Without credentials. */
  parameters: Readonly<Record<string, unknown>>;
  /** HTTP status; null if nothing was sent. */
  status: number | null;
  /** The envelope's code; null if the reply has none. */
  code: number | null;
  /** Size of the reply body, in bytes. */
  size: number;
  /** The reply's request id, in its envelope or its header; null if it has none. */
  request_id: string | null;
  /** The fault that was applied. */
  fault: { id: string; name: string } | null;
  /** The stub that answered, and which of its answers, from 1; null for other calls. */
  stub: { name: string; path: string; step: number } | null;
  /** The reason for an empty or short reply or a refusal; null for other replies, and if the reply states the reason. */
  why: string | null;
  /** The same in Chinese. */
  why_zh: string | null;
  /** The reasons why `cmdb-3.14` would refuse the request or answer it differently. */
  warnings: readonly string[];
  /** The same in Chinese. */
  warnings_zh: readonly string[];
  /** The parameters that had no effect, as on a live system, and why. */
  unused_parameters: readonly UnusedParameter[];
}

/** A request in the journal, with its reply. */
export interface AnsweredRequest extends Entry {
  /**
   * Null if nothing was sent, if reply or request was too long to be kept, if the reply came in pieces, or if newer ones took its
   * place.
   */
  reply: ShownReply | null;
}

const shownWhy = (why: string | undefined): string | null => (why === undefined ? null : truncate(hideSecrets(why)));

/** Makes the entry of a call, with the fields that it names and no other part of the request. */
export const entryOf = (id: number, sandbox: string, call: CallRecord): Entry => {
  const { at, durationMs, face, method, path, component, params, status, size, trace } = call;
  const unused = unusedParameters(call);
  const why = trace.why && joinReasons([trace.why, ...misspelled(unused)]);
  return {
    id,
    time: new Date(at).toISOString(),
    duration_ms: Math.round(durationMs * 1000) / 1000,
    sandbox,
    face,
    method,
    path: truncate(hideInPath(path)),
    component,
    app: redactName(trace.caller.app) || null,
    user: redactName(trace.caller.user) || null,
    parameters: redactParameters(params),
    status,
    code: trace.code,
    size,
    request_id: trace.requestId,
    fault: trace.fault ?? null,
    stub: trace.stub ?? null,
    why: shownWhy(why?.en),
    why_zh: shownWhy(why?.zh),
    warnings: trace.differences.map(({ en }) => truncate(en)),
    warnings_zh: trace.differences.map(({ zh }) => truncate(zh)),
    unused_parameters: unused,
  };
};
