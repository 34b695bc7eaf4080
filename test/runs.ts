/**
 * How often a property runs: `usual` in `npm test`, and TIMES as often elsewhere; `npm run test:long` sets TIMES to 40.
 */
export const runs = (usual: number): { numRuns: number } => ({
  numRuns: usual * Number(process.env['TIMES'] ?? 1),
});
