import type { Message } from '../../messages/message.js';
import { partitionPoint } from '../../util/iterables.js';
import type { Problem } from '../../util/problem.js';
import type { Entry } from '../entry.js';
import { differencesOf, plainPath, shownJson, type Difference } from './differences.js';
import type { MatchedRequests, RequestConditions } from './expected-requests.js';
import type { Expectation, Expectations } from './read-expected.js';
import { RequestsDifferError } from './requests-differ-error.js';

/** Most requests that are named beside one that did not come. */
const MOST_NEAREST = 2;
/** Most differences that are named of each. */
const MOST_DIFFERENCES = 5;
/** Most ids in a reply, and in a message. */
const MOST_IDS = 1000;
const MOST_IDS_SHOWN = 10;

/** A request of another component is further away than one with other parameters. */
const FAR = 100;
const isFar = ({ field }: Difference): boolean => field === 'component' || field === 'path' || field === 'method';

/** A request that does not match. */
interface NearRequest {
  entry: Entry;
  differences: Difference[];
  distance: number;
}

/** True if nothing answered a request, but its path is that of the component. */
const wasMeantFor = (component: string | undefined, entry: Entry): boolean =>
  component !== undefined &&
  entry.component === null &&
  plainPath(entry.path)
    .toLowerCase()
    .endsWith(`/${component.replace('.', '/')}`);

const nearRequest = (entry: Entry, differences: Difference[], component: string | undefined): NearRequest => {
  const isMeant = wasMeantFor(component, entry);
  const distanceOf = (difference: Difference): number =>
    isFar(difference) && !(isMeant && difference.field === 'component') ? FAR : 1;
  return { entry, differences, distance: differences.reduce((sum, one) => sum + distanceOf(one), 0) };
};

/** An expected request, and the requests that came. */
class Counted {
  readonly expectation: Expectation;
  readonly ids: number[] = [];
  nearest: NearRequest[] = [];

  constructor(expectation: Expectation) {
    this.expectation = expectation;
  }

  add(entry: Entry): void {
    const { conditions } = this.expectation;
    const differences = differencesOf(conditions, entry);
    if (differences.length === 0) this.ids.push(entry.id);
    // The sort is stable: of requests that are equally near, the newest comes first.
    else {
      this.nearest = [nearRequest(entry, differences, conditions.component), ...this.nearest]
        .sort((one, other) => one.distance - other.distance)
        .slice(0, MOST_NEAREST);
    }
  }

  /** The message if it did not come as often as expected. */
  message(): Message | undefined {
    const { conditions, least, most } = this.expectation;
    const count = this.ids.length;
    if (count >= least && count <= most) return undefined;
    const values = { conditions: shownJson(conditions, 300), least, most: most === Infinity ? null : most, count };
    if (count > most) return { code: 'REQUESTS_TOO_MANY', ...values, ids: this.ids.slice(0, MOST_IDS_SHOWN) };
    const nearest = this.nearest.map(({ entry, differences }) => ({
      id: entry.id,
      differences: differences.slice(0, MOST_DIFFERENCES),
    }));
    return { code: 'REQUESTS_TOO_FEW', ...values, nearest };
  }

  /** The fields of the nearest request that have conditions. */
  nearestFields(): RequestConditions | null {
    const entry = this.nearest[0]?.entry;
    if (entry === undefined) return null;
    return Object.fromEntries(
      Object.keys(this.expectation.conditions).map((name) => [name, entry[name as keyof RequestConditions]]),
    );
  }
}

/** Compares the requests of a journal with those that are expected. */
export class Verification {
  readonly #requests: readonly Counted[];
  readonly #inOrder: boolean;
  readonly #file: string;

  constructor({ requests, inOrder, file }: Expectations) {
    this.#requests = requests.map((expectation) => new Counted(expectation));
    this.#inOrder = inOrder;
    this.#file = file;
  }

  /** Adds a request that came. They come by their ids, ascending. */
  add(entry: Entry): void {
    for (const counted of this.#requests) counted.add(entry);
  }

  /** @throws RequestsDifferError if they did not come as expected */
  finish(): MatchedRequests {
    const messages = this.#requests.map((counted) => counted.message());
    if (this.#inOrder && messages.every((message) => message === undefined)) this.#checkOrder(messages);
    const wrong = this.#requests.filter((_, index) => messages[index] !== undefined);
    if (wrong.length > 0) {
      throw new RequestsDifferError(this.#requests.length, this.#problems(messages), {
        expected: wrong.map(({ expectation }) => expectation.conditions),
        actual: wrong.map((counted) => counted.nearestFields()),
      });
    }
    return { requests: this.#requests.map(({ ids }) => ({ count: ids.length, ids: ids.slice(0, MOST_IDS) })) };
  }

  /** Each expected request takes as many as it needs, the first after those of the one before. */
  #checkOrder(messages: (Message | undefined)[]): void {
    let last = 0;
    for (const [index, { expectation, ids }] of this.#requests.entries()) {
      const { conditions, least } = expectation;
      const first = partitionPoint(ids, (id) => id <= last);
      if (ids.length - first < least) {
        const values = { conditions: shownJson(conditions, 300), least, count: ids.length - first };
        messages[index] = { code: 'REQUESTS_NOT_IN_ORDER', ...values, after: last, ids: ids.slice(0, MOST_IDS_SHOWN) };
        return;
      }
      if (least > 0) last = ids[first + least - 1] as number;
    }
  }

  #problems(messages: readonly (Message | undefined)[]): Problem[] {
    return messages.flatMap((message, index) =>
      message === undefined
        ? []
        : [
            {
              file: this.#file,
              line: 0,
              column: 0,
              path: (this.#requests[index] as Counted).expectation.path,
              message,
            },
          ],
    );
  }
}
