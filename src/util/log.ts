/** Writes a line: structured fields and a text. */
type Write = (fields: object, text: string) => void;

/** The log of the emulator, by level. */
export interface Log {
  readonly level: string;
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
}
