import { badRequest } from './errors.js';
import { matches } from './faults/matches.js';
import type { EntryFilter } from './journal.js';

/** Which requests are meant: those that fit all that is given. */
export interface EntryQuery {
  /** Name of a component. */
  component?: string | undefined;
  /** App code. */
  app?: string | undefined;
  /** The envelope's code; 0 is success. */
  code?: number | undefined;
  /** A time from which on, as ISO 8601 text or a `Date`, or the id of an entry, after which. */
  since?: string | number | Date | undefined;
  /** Parameters that the request has, at every depth: `{ page: { start: 500 } }`. */
  body?: Readonly<Record<string, unknown>> | undefined;
}

const sinceFilter = (since: string | number | Date): EntryFilter => {
  if (typeof since === 'number' || (typeof since === 'string' && /^\d{1,15}$/.test(since))) {
    return ({ id }) => id > Number(since);
  }
  const time = new Date(since).getTime();
  if (Number.isNaN(time)) {
    throw badRequest(
      `since must be a time such as 2026-01-31T12:00:00Z, or the id of an entry, not "${String(since).slice(0, 100)}"`,
    );
  }
  return (entry) => Date.parse(entry.time) >= time;
};

/**
 * Tells which entries a query means.
 *
 * @throws ControlError 400 where `since` is neither a time nor an id
 */
export const filterOf = ({ component, app, code, since, body }: EntryQuery): EntryFilter => {
  const filters: EntryFilter[] = [];
  if (component !== undefined) filters.push((entry) => entry.component === component);
  if (app !== undefined) filters.push((entry) => entry.app === app);
  if (code !== undefined) filters.push((entry) => entry.code === code);
  if (since !== undefined) filters.push(sinceFilter(since));
  if (body !== undefined) filters.push(({ parameters }) => matches(body, parameters));
  return (entry) => filters.every((isMeant) => isMeant(entry));
};
