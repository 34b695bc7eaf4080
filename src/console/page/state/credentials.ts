import { signal } from '@preact/signals';

const KEY = 'bk-esb-emulator.credentials';

/** The credentials that the page sends with calls. */
export interface Credentials {
  bk_app_code: string;
  bk_app_secret: string;
  bk_username: string;
}

/** Credentials that pass where any value does. */
const PLACEHOLDERS: Credentials = { bk_app_code: 'console', bk_app_secret: 'xxx', bk_username: 'admin' };

const kept = sessionStorage.getItem(KEY);

export const credentials = signal<Credentials>(kept === null ? PLACEHOLDERS : (JSON.parse(kept) as Credentials));

/** Keeps credentials for the tab. */
export const chooseCredentials = (chosen: Credentials): void => {
  sessionStorage.setItem(KEY, JSON.stringify(chosen));
  credentials.value = chosen;
};
