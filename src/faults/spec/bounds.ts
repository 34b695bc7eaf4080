/** The longest delay of a reply, in milliseconds. No client waits longer than ten minutes. */
export const MOST_MS = 600_000;

/** How deep the parameters of a fault nest, including the map itself. */
export const MOST_PARAMETER_DEPTH = 8;
/** How deep the body of a reply nests. */
export const MOST_BODY_DEPTH = 100;
/** Bytes of the body of a reply, in UTF-8. */
export const MOST_BODY_BYTES = 2 ** 20;
