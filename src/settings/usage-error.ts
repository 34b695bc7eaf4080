/** A command line, an environment or an option that cannot be understood. The message names it and the way out. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
