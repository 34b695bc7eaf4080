/** What numbers a field takes. */
export interface Bounds {
  min: number;
  max: number;
  /** Whether `min` itself is out. */
  open?: true;
  integer?: true;
}

/** The longest wait that a fault can ask for: ten minutes are longer than any client waits. */
export const MOST_MS = 600_000;

/** What numbers the fields of a fault take. */
export const BOUNDS = {
  times: { min: 1, max: 1e9, integer: true },
  skip: { min: 0, max: 1e9, integer: true },
  probability: { min: 0, max: 1, open: true },
  seed: { min: 0, max: 2 ** 32 - 1, integer: true },
  milliseconds: { min: 0, max: MOST_MS },
  median: { min: 0, max: MOST_MS, open: true },
  sigma: { min: 0, max: 5 },
  httpStatus: { min: 200, max: 599, integer: true },
  code: { min: 1, max: 2 ** 31 - 1, integer: true },
} as const satisfies Record<string, Bounds>;

/** How deep the parameters of a fault nest, themselves included. */
export const MOST_PARAMETER_DEPTH = 8;
/** How deep a body nests. */
export const MOST_BODY_DEPTH = 100;
/** How many bytes of UTF-8 a body has. */
export const MOST_BODY_BYTES = 2 ** 20;
