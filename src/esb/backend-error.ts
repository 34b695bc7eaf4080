import type { Language } from './component.js';

/** A refusal by the system behind the ESB. The ESB passes it on, with that system's `permission` key. */
export abstract class BackendError extends Error {
  abstract readonly code: number;
  /** JSON text of the envelope's `permission`. */
  readonly permission: string = 'null';
  /** What is wrong with the request, for the person who sent it. It is not part of the reply. */
  readonly detail: string | undefined = undefined;

  /** The message in the caller's language. */
  abstract text(language: Language): string;
}
