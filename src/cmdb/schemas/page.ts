import { Type } from 'typebox';
import type { PageBounds } from '../parameters/page.js';
import { INT64 } from '../../util/json/integer-schema.js';

interface PageDocs {
  bounds: PageBounds;
  /** How `sort` works, in words. */
  sort: string;
  description: string;
}

const limitOf = ({ max, unlimited, zeroIsAll = false }: PageBounds) => {
  const all = zeroIsAll ? '; 0 stands for all rows' : '';
  const most = unlimited === undefined ? '' : `; ${unlimited} stands for no limit`;
  return Type.Integer({
    ...INT64,
    minimum: zeroIsAll ? 0 : 1,
    maximum: unlimited ?? max,
    description: `Limit of entries per page, ${max} at most${all}${most}.`,
  });
};

/** The schema of a `page`. */
export const pageOf = ({ bounds, sort, description }: PageDocs) => {
  const limit = limitOf(bounds);
  return Type.Object(
    {
      start: Type.Optional(Type.Integer({ ...INT64, minimum: 0, default: 0, description: 'Record start position.' })),
      limit: bounds.zeroIsAll === true ? Type.Optional(limit) : limit,
      sort: Type.Optional(Type.String({ description: sort })),
    },
    { description },
  );
};
