import type { RowKind } from '../../../../model/row-list.ts';

/** The kinds in the order of the tree: from the businesses down, then those beside them. */
export const KINDS = [
  'businesses',
  'set_templates',
  'sets',
  'modules',
  'service_instances',
  'processes',
  'service_templates',
  'hosts',
  'stubs',
] as const satisfies readonly RowKind[];

/** The fields of rows that name others. */
const REFERENCES = {
  bk_biz_id: 'businesses',
  set_template_id: 'set_templates',
  bk_set_id: 'sets',
  bk_module_id: 'modules',
  service_instance_id: 'service_instances',
  service_template_id: 'service_templates',
  bk_host_id: 'hosts',
} as const satisfies Record<string, RowKind>;
type Field = keyof typeof REFERENCES;

/** A row that another one names. */
export interface Reference {
  kind: RowKind;
  id: number;
}

/** The rows that a row names. A process names them in its relation. */
export const referencesOf = (kind: RowKind, row: Readonly<Record<string, unknown>>): Reference[] => {
  const fields = { ...row, ...(typeof row['relation'] === 'object' ? row['relation'] : {}) } as Record<string, unknown>;
  return (Object.keys(REFERENCES) as Field[]).flatMap((field) => {
    const id = fields[field];
    return typeof id === 'number' && id > 0 && REFERENCES[field] !== kind ? [{ kind: REFERENCES[field], id }] : [];
  });
};

/** The kinds below which rows of a kind stand in the tree, the nearest first. All stand at the root, too. */
const ABOVE: Readonly<Partial<Record<RowKind, readonly RowKind[]>>> = {
  set_templates: ['businesses'],
  service_templates: ['businesses'],
  sets: ['businesses'],
  modules: ['sets', 'businesses'],
  service_instances: ['modules', 'businesses'],
  processes: ['service_instances'],
};

/** The rows below which a row may stand in the tree, the nearest first. They need not exist. */
export const aboveOf = (kind: RowKind, row: Readonly<Record<string, unknown>>): Reference[] => {
  const references = referencesOf(kind, row);
  return (ABOVE[kind] ?? []).flatMap((above) => references.find((one) => one.kind === above) ?? []);
};
