import { ControlError } from '../../util/control-error.js';
import { MOST_FIXTURE, MOST_JSON } from '../operation.js';

/** The error of a body over the limit of its operation. */
export const bodyTooLarge = (): ControlError =>
  new ControlError(413, {
    code: 'REQUEST_TOO_LARGE',
    fixture: Math.floor(MOST_FIXTURE / 2 ** 20),
    other: MOST_JSON / 2 ** 20,
  });
