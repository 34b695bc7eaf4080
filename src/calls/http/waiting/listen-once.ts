import type { Socket } from 'node:net';

const listenersOf = new WeakMap<object, Set<() => void>>();

/** The listeners to an event that comes once. */
const listenersTo = (target: object, subscribe: (callAll: () => void) => void): Set<() => void> => {
  let listeners = listenersOf.get(target);
  if (listeners === undefined) {
    const added = new Set<() => void>();
    subscribe(() => {
      for (const listener of added) listener();
    });
    listenersOf.set(target, added);
    listeners = added;
  }
  return listeners;
};

/**
 * The listeners that are called when a connection closes. Thousands of pipelined requests may wait on one connection. A
 * listener leaves a set in constant time; an `EventEmitter` searches its list.
 */
export const disconnectListeners = (socket: Socket): Set<() => void> =>
  listenersTo(socket, (callAll) => socket.once('close', callAll));

/** The listeners that are called when a signal aborts, in a set for the same reason. */
export const abortListeners = (signal: AbortSignal): Set<() => void> =>
  listenersTo(signal, (callAll) => signal.addEventListener('abort', callAll, { once: true }));
