import type { ListedRow } from '../../../../model/row-list.ts';

/** The name of a row and its id. */
export const RowName = ({ row: { id, name } }: { row: Pick<ListedRow, 'id' | 'name'> }) => (
  <>
    {name !== '' && <span class="row-name">{name}</span>} <span class="row-id number quiet">#{id}</span>
  </>
);
