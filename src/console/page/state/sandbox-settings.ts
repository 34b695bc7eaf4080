import { computed, effect, signal } from '@preact/signals';
import type { AuthMode, Contract } from '../../../model/contract.ts';
import { createAnswerOrder } from '../api/answer-order.ts';
import { control } from '../api/control.ts';
import { isTokenWanted } from '../api/token.ts';
import { repeat } from './repeat.ts';

/** Time between two questions. Tests may change the settings while the page is open. */
const ASK_MS = 3000;

/** How the sandbox answers, as the control API writes it. */
export interface ShownSettings {
  contract: Contract;
  auth: AuthMode;
  strict_warnings: boolean;
  clock: string | null;
}

/** The settings of the sandbox; undefined until they are known. */
export const sandboxSettings = signal<ShownSettings>();

/** Changes that the emulator has not answered yet, oldest first. */
const underWay = signal<readonly Partial<ShownSettings>[]>([]);

/**
 * The settings as they will be when the changes under way are taken. A control shows these: the answer to one change must not
 * turn another back.
 */
export const wantedSettings = computed(() =>
  underWay.value.reduce((settings, change) => settings && { ...settings, ...change }, sandboxSettings.value),
);

const order = createAnswerOrder();

const keep = (found: ShownSettings): void => {
  if (JSON.stringify(found) !== JSON.stringify(sandboxSettings.value)) sandboxSettings.value = found;
};

/** Asks for the settings, as after something that may have changed them. */
export const reloadSettings = async (): Promise<void> => {
  const isCurrent = order.ask();
  const found = await control<ShownSettings>('/settings').catch(() => undefined);
  if (found !== undefined && isCurrent()) keep(found);
};

/**
 * Changes some of the settings.
 *
 * @throws ControlFailure if they are refused; all are as they were
 */
export const changeSettings = async (changed: Partial<ShownSettings>): Promise<void> => {
  underWay.value = [...underWay.value, changed];
  try {
    keep(await control<ShownSettings>('/settings', { method: 'PATCH', json: changed }));
  } finally {
    order.change();
    underWay.value = underWay.value.filter((one) => one !== changed);
  }
};

/** Keeps the settings current while the page is looked at. */
export const startSettings = (): void => {
  effect(() => {
    if (!isTokenWanted.value) void reloadSettings();
  });
  repeat(() => void reloadSettings(), ASK_MS);
};
