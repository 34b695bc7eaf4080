import { computed, signal } from '@preact/signals';
import type { FaultState } from '../../../faults/spec/fault-spec.ts';
import { createAnswerOrder } from '../api/answer-order.ts';
import { control } from '../api/control.ts';
import { isTokenWanted } from '../api/token.ts';

/** Time between two questions. Tests may add faults while the page is open. */
const ASK_MS = 3000;

/** The faults of the sandbox with their counts; undefined before they are known. */
export const faults = signal<readonly FaultState[] | undefined>(undefined);

/** False if a fault has struck as often as it may. */
export const isActive = ({ left }: FaultState): boolean => left !== 0;

/** How many faults can still strike. */
export const activeCount = computed(() => (faults.value ?? []).filter(isActive).length);

const order = createAnswerOrder();

/** Asks for the faults, as after a change of them. */
export const reloadFaults = async (): Promise<void> => {
  const isCurrent = order.ask();
  const found = await control<FaultState[]>('/faults').catch(() => undefined);
  if (found === undefined || !isCurrent()) return;
  if (JSON.stringify(found) !== JSON.stringify(faults.value)) faults.value = found;
};

/** Takes a fault that is gone from the list, before the emulator is asked again. */
export const forgetFault = (id: string): void => {
  order.change();
  faults.value = faults.value?.filter((fault) => fault.id !== id);
};

/** Keeps the faults current while the page is looked at. */
export const startFaults = (): void => {
  const ask = (): void => {
    if (document.visibilityState === 'visible' && !isTokenWanted.value) void reloadFaults();
  };
  ask();
  setInterval(ask, ASK_MS);
  document.addEventListener('visibilitychange', ask);
};
