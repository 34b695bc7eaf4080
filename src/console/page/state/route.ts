import { computed, signal } from '@preact/signals';

/** The views, in the order of the navigation. The first is shown if the address names none. */
export const VIEWS = ['requests', 'data', 'try', 'faults', 'fixtures', 'sandboxes'] as const;
export type View = (typeof VIEWS)[number];

/** The part of the address after `#`: a view, the rest of its path, and its filters. */
export interface Route {
  view: View;
  /** The parts of the path after the view, such as the id of a request. */
  rest: readonly string[];
  query: Readonly<Record<string, string>>;
}

/** A part of a path as it was written, even if the `%` in it means nothing. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const read = (hash: string): Route => {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [named, ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const view = VIEWS.find((one) => one === named);
  return {
    view: view ?? VIEWS[0],
    rest: view === undefined ? [] : rest,
    query: Object.fromEntries(new URLSearchParams(search)),
  };
};

const hash = signal(location.hash);
addEventListener('hashchange', () => {
  hash.value = location.hash;
});

export const route = computed(() => read(hash.value));

/** The link to a place in the page. Empty values of the query are left out. */
export const linkTo = (
  view: View,
  rest: readonly (string | number)[] = [],
  query: Readonly<Record<string, string>> = {},
): string => {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return `#/${[view, ...rest].map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
};

/** Goes to a place. @param isStep false if it replaces the place before in the history, as each letter of a filter does */
export const goTo = (link: string, isStep = true): void => {
  if (isStep) location.hash = link;
  else {
    history.replaceState(null, '', link);
    hash.value = link;
  }
};
