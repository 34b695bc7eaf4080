import type { Entry } from '../../../../journal/entry.ts';

/** The filters of the list, as the address holds them. */
export interface Filters {
  component?: string;
  code?: string;
  app?: string;
  text?: string;
}

/** The name of a request in lists: its component, or its path. */
export const nameOf = ({ component, path }: Entry): string => component ?? path;

/** The part of a path that all paths of the ESB's components begin with. */
const ESB_PREFIX = '/api/c/compapi/v2/';

/** The name where there is little room. */
export const shortNameOf = (entry: Entry): string => nameOf(entry).replace(ESB_PREFIX, '…/');

/** True if a request fits the filters. A text may stand in any field. */
export const matches = (entry: Entry, { component, code, app, text }: Filters): boolean => {
  if (component !== undefined && nameOf(entry) !== component) return false;
  if (code !== undefined && String(entry.code ?? entry.status) !== code) return false;
  if (app !== undefined && entry.app !== app) return false;
  return text === undefined || JSON.stringify(entry).toLowerCase().includes(text.toLowerCase());
};
