import { effect, signal } from '@preact/signals';
import type { AuthMode, Contract } from '../../../model/contract.ts';
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

const keep = (found: ShownSettings): void => {
  if (JSON.stringify(found) !== JSON.stringify(sandboxSettings.value)) sandboxSettings.value = found;
};

/** Asks for the settings, as after something that may have changed them. */
export const reloadSettings = async (): Promise<void> => {
  const found = await control<ShownSettings>('/settings').catch(() => undefined);
  if (found !== undefined) keep(found);
};

/**
 * Changes some of the settings.
 *
 * @throws ControlFailure if they are refused; all are as they were
 */
export const changeSettings = async (changed: Partial<ShownSettings>): Promise<void> =>
  keep(await control<ShownSettings>('/settings', { method: 'PATCH', json: changed }));

/** Keeps the settings current while the page is looked at. */
export const startSettings = (): void => {
  effect(() => {
    if (!isTokenWanted.value) void reloadSettings();
  });
  repeat(() => void reloadSettings(), ASK_MS);
};
