import { useSignalEffect } from '@preact/signals';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asFailure, type ControlFailure } from '../api/control.ts';
import { token } from '../api/token.ts';
import { reconnections } from './feed.ts';
import { repeat } from './repeat.ts';

/** Something that is asked for. While it is asked for again, the value from before stays. */
export interface Resource<T> {
  value: T | undefined;
  failure: ControlFailure | undefined;
  isLoading: boolean;
  reload: () => void;
}

/** Changes when the emulator is there again, and when another token is given: it may answer otherwise then. */
const turnOf = (reconnected: number, given: string | undefined): string => `${reconnected} ${given ?? ''}`;

/**
 * Asks for something when a view is shown, when one of the keys changes, when a token is given, and when the emulator is there
 * again.
 *
 * @param load asks for it; the signal is aborted if the result is no longer wanted
 * @param repeatMs time between two questions while the view is looked at; an answer that takes longer is waited for. Default: it is
 *   not asked for again by itself
 */
export const useResource = <T>(
  load: (signal: AbortSignal) => Promise<T>,
  keys: readonly unknown[],
  repeatMs?: number,
): Resource<T> => {
  const [state, setState] = useState<Omit<Resource<T>, 'reload'>>({
    value: undefined,
    failure: undefined,
    isLoading: true,
  });
  const [turn, setTurn] = useState(0);
  const latest = useRef({ load, isLoading: true });
  latest.current = { load, isLoading: state.isLoading };
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const shown = useRef(turnOf(reconnections.peek(), token.peek()));
  useSignalEffect(() => {
    const now = turnOf(reconnections.value, token.value);
    if (shown.current === now) return;
    shown.current = now;
    reload();
  });
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    latest.current.load(stop.signal).then(
      (value) => {
        if (!stop.signal.aborted) setState({ value, failure: undefined, isLoading: false });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState((before) => ({ ...before, failure: asFailure(error), isLoading: false }));
      },
    );
    return () => stop.abort();
  }, [...keys, turn]);
  useEffect(() => {
    if (repeatMs === undefined) return undefined;
    return repeat(() => latest.current.isLoading || reload(), repeatMs);
  }, [repeatMs]);
  return { ...state, reload };
};
