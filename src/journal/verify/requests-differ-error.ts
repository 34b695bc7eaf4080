import { ControlError } from '../../util/control-error.js';
import type { Problem } from '../../util/problem.js';
import type { RequestConditions } from './expected-requests.js';

/** Requests did not come as expected. Test runners show `expected` and `actual` as a difference. */
export class RequestsDifferError extends ControlError {
  override readonly name = 'RequestsDifferError';
  /** The conditions of the expected requests that did not come as expected. */
  readonly expected: readonly RequestConditions[];
  /** The same fields of the request that is nearest to each; null if the journal has no other request. */
  readonly actual: readonly (RequestConditions | null)[];

  /**
   * @param of how many requests were expected
   * @param problems a problem for each that did not come as expected
   */
  constructor(
    of: number,
    problems: readonly Problem[],
    { expected, actual }: Pick<RequestsDifferError, 'expected' | 'actual'>,
  ) {
    super(409, { code: 'REQUESTS_DIFFER', count: problems.length, of }, problems);
    this.expected = expected;
    this.actual = actual;
  }
}
