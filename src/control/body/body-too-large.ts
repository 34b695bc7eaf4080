import { ControlError } from '../../util/control-error.js';
import { MOST_FIXTURE, MOST_JSON } from '../operation.js';

/** The error of a body over the limit of its operation. */
export const bodyTooLarge = (): ControlError =>
  new ControlError(
    413,
    `the body is too large: a fixture may have ${Math.floor(MOST_FIXTURE / 2 ** 20)} MiB (start with --fixtures for more), ` +
      `anything else ${MOST_JSON / 2 ** 20} MiB`,
  );
