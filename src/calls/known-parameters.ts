/** A parameter that the system behind looks at. */
export interface KnownParameter {
  /** Why it has no effect, in words; undefined if it has one. */
  useless?: string;
  /** The parameters in its object, or in each object of its list. */
  fields?: KnownParameters;
}

/** The parameters of a call, or of an object in it, by name. */
export type KnownParameters = Readonly<Record<string, KnownParameter>>;

/** Parameters that have an effect. */
export const knownAs = (...names: readonly string[]): KnownParameters =>
  Object.fromEntries(names.map((name) => [name, {}]));
