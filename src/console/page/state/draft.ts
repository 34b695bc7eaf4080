import { signal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { goTo, linkTo, route, type View } from './route.ts';

/** The fields of a form as they were typed. Those that are missing are empty. */
export type Fields = Readonly<Record<string, string>>;

/** A browser refuses to change the address with each of many letters. */
const WRITE_MS = 300;
/** Longest value that goes into the address. A longer one stays in the page alone. */
const MOST_IN_ADDRESS = 4000;

/** The forms by the link to their place. They stay while the page shows other views. */
const drafts = new Map<string, Signal<Fields>>();

const draftAt = (place: string, initial: Fields): Signal<Fields> => {
  const known = drafts.get(place) ?? signal(initial);
  drafts.set(place, known);
  return known;
};

/** The link that this page wrote last. If the address has another one, somebody followed a link. */
let written = '';
let timer: ReturnType<typeof setTimeout> | undefined;

const write = (view: View, rest: readonly string[], fields: Fields): void => {
  written = linkTo(
    view,
    rest,
    Object.fromEntries(Object.entries(fields).filter(([, { length }]) => length <= MOST_IN_ADDRESS)),
  );
  goTo(written, false);
};

/** Fills the form of a place, and goes there in place of where the page is. */
export const openDraft = (view: View, rest: readonly string[], fields: Fields): void => {
  draftAt(linkTo(view, rest), {}).value = fields;
  write(view, rest, fields);
};

/**
 * The form of a place of the page. The address has what was typed a moment later, so that a link can be shared.
 *
 * @returns the fields, and a function that changes some of them
 */
export const useDraft = (view: View, rest: readonly string[] = []): [Fields, (changes: Fields) => void] => {
  const place = linkTo(view, rest);
  const { query } = route.value;
  const draft = draftAt(place, query);
  const asked = linkTo(view, rest, query);
  useEffect(() => {
    if (asked === written) return;
    if (asked === place) write(view, rest, draft.value);
    else draft.value = query;
  }, [asked]);
  const change = (changes: Fields): void => {
    draft.value = { ...draft.value, ...changes };
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { view: shown, rest: shownRest } = route.value;
      if (linkTo(shown, shownRest) === place) write(view, rest, draft.value);
    }, WRITE_MS);
  };
  return [draft.value, change];
};
