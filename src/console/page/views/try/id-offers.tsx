import type { RowKind, RowList } from '../../../../model/row-list.ts';
import { control } from '../../api/control.ts';
import { useResource } from '../../state/resource.ts';

/** The kinds of rows whose ids a parameter takes. */
const KINDS: Readonly<Record<string, RowKind>> = {
  bk_biz_id: 'businesses',
  set_template_id: 'set_templates',
  service_instance_id: 'service_instances',
  bk_module_id: 'modules',
  bk_host_ids: 'hosts',
  bk_process_ids: 'processes',
};

/** Most ids that are offered for a parameter. */
const MOST = 100;

/** The kinds that do not belong to a business. */
const OF_NO_BUSINESS: readonly RowKind[] = ['businesses', 'hosts'];

/** The id of the datalist for a parameter; undefined if it takes no id. */
export const listIdOf = (name: string): string | undefined => (Object.hasOwn(KINDS, name) ? `ids-${name}` : undefined);

const Offers = ({ name, kind, business }: { name: string; kind: RowKind; business: string | undefined }) => {
  const parent = OF_NO_BUSINESS.includes(kind) ? undefined : business;
  const { value } = useResource(
    (signal) => control<RowList>(`/rows/${kind}`, { query: { limit: MOST, business: parent }, signal }),
    [kind, parent],
  );
  return (
    <datalist id={listIdOf(name)}>
      {(value?.rows ?? []).map(({ id, name: shown }) => (
        <option key={id} value={String(id)} label={shown === '' ? String(id) : `${id} · ${shown}`} />
      ))}
    </datalist>
  );
};

/** The ids that exist, for the parameters that take one. */
export const IdOffers = ({ names, business }: { names: readonly string[]; business: string | undefined }) => (
  <>
    {names.map((name) => {
      const kind = KINDS[name];
      return kind !== undefined && <Offers key={name} name={name} kind={kind} business={business} />;
    })}
  </>
);
