import { signal } from '@preact/signals';

const KEY = 'bk-esb-emulator.token';

/** The control token; undefined if none was given. It is kept for the tab. */
export const token = signal(sessionStorage.getItem(KEY) ?? undefined);

/** True if the emulator wants a token, or another one. */
export const isTokenWanted = signal(false);

/** Keeps a token for the tab. Everything that was refused is asked for again. */
export const useToken = (given: string): void => {
  sessionStorage.setItem(KEY, given);
  token.value = given;
  isTokenWanted.value = false;
};
