import type { CmdbComponent } from '../../cmdb/component.js';
import { COMPONENTS } from '../../cmdb/components/index.js';
import type { Captured } from './captured.js';

const namesOf = (components: readonly CmdbComponent[]): string[] => components.map(({ name }) => name);

/** The names of all components, for messages. */
export const COMPONENT_NAMES = namesOf(COMPONENTS);

/** The components whose replies tell which service instances a set template has. */
export const NAMES_BY_SET_TEMPLATE = namesOf(
  COMPONENTS.filter(({ captured }) => captured.listedBy === 'set_template_id'),
);

/** The components whose replies hold processes with their relations. */
export const NAMES_OF_PROCESSES = namesOf(COMPONENTS.filter(({ captured }) => captured.rows === 'processes'));

/** A component as clients name it: by its address, or as `cc.list_process_instance`. */
const NAMED = new RegExp(String.raw`(?:^|[/.])(${COMPONENT_NAMES.join('|')})\/*(?:[?#]|$)`);

/** The component that an address or a name stands for. */
export const componentNamed = (text: string): CmdbComponent | undefined => {
  const name = NAMED.exec(text)?.[1];
  return COMPONENTS.find((component) => component.name === name);
};

/** The list of rows in the envelope's `data`. Its value is no list if the data is not of the component's form. */
export const rowsIn = ({ captured }: CmdbComponent, data: Captured): Captured =>
  captured.data === 'list' ? data : data.at('info');

/** A field that tells rows of one kind from those of the others. */
const MARKS: Readonly<Record<CmdbComponent['captured']['rows'], string>> = {
  processes: 'relation',
  service_instances: 'bk_module_id',
  process_properties: 'bk_process_id',
};

/**
 * Finds the component that data may come from, if no request tells. If several reply alike, the first in the list of
 * components is taken.
 */
export const componentOfShape = (data: Captured): CmdbComponent | undefined =>
  COMPONENTS.find((component) => {
    const rows = rowsIn(component, data);
    if (!Array.isArray(rows.value)) return false;
    const mark = MARKS[component.captured.rows];
    return rows.value.length === 0 || rows.items().some((row) => row.at(mark).value !== undefined);
  });
