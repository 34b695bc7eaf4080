import { signal } from '@preact/signals';

const SHOWN_MS = 4000;

/** The last thing that happened, in words; empty if it is long ago. */
export const announcement = signal('');

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says what has happened, to those who see the page and to those who hear it. */
export const announce = (text: string): void => {
  clearTimeout(timer);
  announcement.value = text;
  timer = setTimeout(() => (announcement.value = ''), SHOWN_MS);
};
