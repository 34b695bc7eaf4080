/** The calls that are forwarded to the upstream: those that the emulator does not know, or all. */
export const UPSTREAM_MODES = ['unknown', 'all'] as const;
export type UpstreamMode = (typeof UPSTREAM_MODES)[number];
