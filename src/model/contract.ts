/**
 * The contracts that replies can follow.
 *
 * - `documented`: the two pages of API documentation, to the letter.
 * - `cmdb-3.14`: what a live ESB with CMDB 3.14 answers.
 */
export const CONTRACTS = ['documented', 'cmdb-3.14'] as const;
export type Contract = (typeof CONTRACTS)[number];

/**
 * How credentials are checked (contract section 3).
 *
 * - `off`: not at all.
 * - `required`: they must be there, any value passes.
 * - `strict`: apps, secrets, tokens, signatures and permissions must match the fixtures.
 */
export const AUTH_MODES = ['off', 'required', 'strict'] as const;
export type AuthMode = (typeof AUTH_MODES)[number];
