/** Ids of rows that belong together, by the name of the parameter that takes them. */
export type ExampleIds = Readonly<Record<string, number | readonly number[]>>;
