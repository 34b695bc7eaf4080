/** True if a value from JSON or YAML is a map: a plain object, not a list and not a lossless number. */
export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && (Object.getPrototypeOf(value) as unknown) === Object.prototype;
