import { Type } from 'typebox';
import type { PageBounds } from '../parameters/page.js';

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
    minimum: zeroIsAll ? 0 : 1,
    description: `Limit of entries per page, ${max} at most${all}${most}.`,
    ...(unlimited === undefined ? { maximum: max } : {}),
  });
};

/** The schema of a `page`. */
export const pageOf = ({ bounds, sort, description }: PageDocs) => {
  const limit = limitOf(bounds);
  return Type.Object(
    {
      start: Type.Optional(Type.Integer({ minimum: 0, default: 0, description: 'Record start position.' })),
      limit: bounds.zeroIsAll === true ? Type.Optional(limit) : limit,
      sort: Type.Optional(Type.String({ description: sort })),
    },
    { description },
  );
};
