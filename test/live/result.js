import { isDeepStrictEqual } from 'node:util';

/**
 * The result of one recording.
 *
 * @param {{ id: string, about: string }} recording
 * @param {string} kind
 * @param {Buffer} bytes the request
 * @param expected what is compared of the live reply
 * @param got the same of the emulator's reply
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
