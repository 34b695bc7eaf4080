import { parse, stringify } from 'lossless-json';
import type { StoredProcess } from '../../../store/queries/processes.js';

/** The author of everything that a fixture does not name one for. */
const AUTHOR = 'admin';

type Attributes = Record<string, unknown>;

/** The attributes that CMDB 3.14 adds to each process, made of what the fixture says. A fixture may also write them. */
const addedAttributes = ({ bk_process_id, service_instance_id }: StoredProcess, written: Attributes): Attributes => ({
  bk_process_id,
  service_instance_id,
  bk_created_at: written['create_time'],
  bk_created_by: AUTHOR,
  bk_updated_at: written['last_time'],
  bk_updated_by: AUTHOR,
});

/** Adds the attributes that the stored text lacks at its end, so that the rest is served as it is stored. */
const completeText = (process: StoredProcess, written: Attributes): string => {
  const { property } = process;
  const missing = Object.entries(addedAttributes(process, written)).filter(
    ([name, value]) => value !== undefined && !Object.hasOwn(written, name),
  );
  if (missing.length === 0) return property;
  const rest = JSON.stringify(Object.fromEntries(missing)).slice(1);
  return property === '{}' ? `{${rest}` : `${property.slice(0, -1)},${rest}`;
};

/** Picks attributes without changing the form of their numbers. `bk_process_id` always comes. */
const pick = (text: string, fields: readonly string[]): string => {
  const attributes = Object.entries(parse(text) as Attributes);
  const picked = attributes.filter(([name]) => name === 'bk_process_id' || fields.includes(name));
  return stringify(Object.fromEntries(picked)) as string;
};

/**
 * The attributes of a process as JSON text.
 *
 * @param written the stored attributes
 * @param fields names of attributes; empty for all
 */
export const attributesText = (process: StoredProcess, written: Attributes, fields: readonly string[]): string => {
  const text = completeText(process, written);
  return fields.length === 0 ? text : pick(text, fields);
};
