import { TimeSlice } from './time-slice.js';

/** Passes items on as they are made. If making them takes long, other work gets turns of the event loop in between. */
export async function* inSlices<T>(items: Iterable<T>): AsyncGenerator<T, void> {
  const slice = new TimeSlice();
  for (const item of items) {
    if (slice.isOver) await slice.next();
    yield item;
  }
}
