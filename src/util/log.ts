/** Writes a line: a text, and what belongs to it. */
type Write = (what: object, text: string) => void;

/** Where the emulator writes what its user should know. */
export interface Log {
  readonly level: string;
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
}
