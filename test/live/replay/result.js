import { isDeepStrictEqual } from 'node:util';

/**
 * The comparison of one recording. `expected` has what counts of the live reply, `got` the same of the emulator's reply.
 *
 * @typedef {{ id: string, about: string, kind: string, request: string, expected: object, got: object, same: boolean }} Result
 */

/**
 * @param {{ id: string, about: string }} recording
 * @param {string} kind
 * @param {Buffer} bytes the request
 * @param {object} expected
 * @param {object} got
 * @returns {Result}
 */
export const resultOf = ({ id, about }, kind, bytes, expected, got) => ({
  id,
  about,
  kind,
  request: bytes.toString('latin1'),
  expected,
  got,
  same: isDeepStrictEqual(got, expected),
});

/** The named members of a reply. */
export const pick = (reply, names) => Object.fromEntries(names.map((name) => [name, reply[name]]));
