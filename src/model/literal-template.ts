/** The beginning of a template of Liquid. */
const OPENING = /\{(?=[{%])/g;

/** True if a part of a text counts as a template where a stub has it. */
export const holdsTemplate = (text: string): boolean => text.search(OPENING) !== -1;

/** The template that gives a text as it is. */
export const literalTemplate = (text: string): string => text.replace(OPENING, '{{ "{" }}');
