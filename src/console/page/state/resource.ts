import { useSignalEffect } from '@preact/signals';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ControlFailure } from '../api/control.ts';
import { token } from '../api/token.ts';

/** Something that is asked for. While it is asked for again, the value from before stays. */
export interface Resource<T> {
  value: T | undefined;
  failure: ControlFailure | undefined;
  isLoading: boolean;
  reload: () => void;
}

/**
 * Asks for something when a view is shown, when one of the keys changes, and when a token is given.
 *
 * @param load asks for it; the signal is aborted if the result is no longer wanted
 */
export const useResource = <T>(load: (signal: AbortSignal) => Promise<T>, keys: readonly unknown[]): Resource<T> => {
  const [state, setState] = useState<Omit<Resource<T>, 'reload'>>({
    value: undefined,
    failure: undefined,
    isLoading: true,
  });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const shown = useRef(token.value);
  useSignalEffect(() => {
    if (shown.current === token.value) return;
    shown.current = token.value;
    reload();
  });
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    latest.current(stop.signal).then(
      (value) => setState({ value, failure: undefined, isLoading: false }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        const failure = error instanceof ControlFailure ? error : new ControlFailure(0, 'PAGE', String(error));
        setState((before) => ({ ...before, failure, isLoading: false }));
      },
    );
    return () => stop.abort();
  }, [...keys, turn]);
  return { ...state, reload };
};
