/** Signs of values that the emulator does not show whole: secrets, and long texts. */
const NOT_WHOLE = /\(hidden\)|\(cut\)/;

/** True if the emulator shows all of a value, so that it can be sent again. */
export const isShownWhole = (value: unknown): boolean => !NOT_WHOLE.test(JSON.stringify(value));
