import type { TargetRequest } from '../../target/send-request.js';

/** The reply that was recorded. */
export interface RecordedReply {
  /** Undefined if it was not captured. */
  status: number | undefined;
  /** Undefined if it was not captured. */
  contentType: string | undefined;
  /** The text of the body, or the value if the capture holds that in its place. */
  body: string | { value: unknown };
}

/** A recorded request that can be sent again, and its reply. */
export interface RecordedCall {
  file: string;
  /** The name of the component, or the path. */
  component: string;
  /** The parameters, for people: JSON or a form. */
  parameters: string;
  /** Without the recorded credentials. */
  request: TargetRequest;
  mayChange: boolean;
  reply: RecordedReply;
  /** Takes the secrets of the recorded request out of a text. */
  hide: (text: string) => string;
}

/**
 * Why a recorded call is not sent:
 * - `no-request`: only the reply was captured, or a request without its address or its body
 * - `no-reply`: only the request was captured, or a reply without its body
 * - `other-address`: it goes to no path below `/api/`, or asks for no reply (OPTIONS, HEAD)
 * - `unread`: its body could not be read when it was recorded, or is neither JSON nor a form
 * - `hidden`: it holds a secret, or had one that is hidden in the recording
 * - `may-change`: it may change something in the target
 */
export const REASONS = ['no-request', 'no-reply', 'other-address', 'unread', 'hidden', 'may-change'] as const;
export type Reason = (typeof REASONS)[number];
