import type { Language, Text } from '../model/language.js';

/** A refusal by the system behind the ESB. The ESB passes it on, with that system's `permission` key. */
export abstract class BackendError extends Error {
  abstract readonly code: number;
  /** JSON text of the envelope's `permission`. */
  readonly permission: string = 'null';
  /** The problem of the request, for its sender. It is not part of the reply. */
  readonly detail: Text | undefined = undefined;

  /** The message in the caller's language. */
  abstract text(language: Language): string;
}

/** A refusal with a code and a message that are given, in every language alike. */
export class VerbatimError extends BackendError {
  readonly code: number;

  constructor({ code, message }: { code: number; message: string }) {
    super(message);
    this.code = code;
  }

  override text(): string {
    return this.message;
  }
}
