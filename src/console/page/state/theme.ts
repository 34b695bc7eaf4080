import { effect, signal } from '@preact/signals';

const KEY = 'bk-esb-emulator.theme';

/** `system` follows the setting of the system. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const kept = localStorage.getItem(KEY);

export const theme = signal<Theme>(THEMES.find((one) => one === kept) ?? 'system');

effect(() => {
  if (theme.value === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme.value;
});

export const chooseTheme = (chosen: Theme): void => {
  localStorage.setItem(KEY, chosen);
  theme.value = chosen;
};
