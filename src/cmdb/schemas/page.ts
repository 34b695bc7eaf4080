import { Type } from 'typebox';
import type { PageBounds } from '../parameters/page.js';
import type { Text } from '../../model/language.js';
import { described } from '../../util/json/described.js';
import { INT64 } from '../../util/json/integer-schema.js';

interface PageDocs {
  bounds: PageBounds;
  /** How `sort` works. */
  sort: Text;
  description: Text;
}

const NOTHING: Text = { en: '', zh: '' };

const limitOf = ({ max, unlimited, zeroIsAll = false }: PageBounds) => {
  const all = zeroIsAll ? { en: '; 0 stands for all rows', zh: '；0 表示全部' } : NOTHING;
  const most =
    unlimited === undefined ? NOTHING : { en: `; ${unlimited} stands for no limit`, zh: `；${unlimited} 表示不限制` };
  return Type.Integer({
    ...INT64,
    minimum: zeroIsAll ? 0 : 1,
    maximum: unlimited ?? max,
    ...described(
      `Limit of entries per page, ${max} at most${all.en}${most.en}.`,
      `每页条数，最大 ${max}${all.zh}${most.zh}。`,
    ),
  });
};

/** The schema of a `page`. */
export const pageOf = ({ bounds, sort, description }: PageDocs) => {
  const limit = limitOf(bounds);
  return Type.Object(
    {
      start: Type.Optional(
        Type.Integer({ ...INT64, minimum: 0, default: 0, ...described('Record start position.', '记录开始位置。') }),
      ),
      limit: bounds.zeroIsAll === true ? Type.Optional(limit) : limit,
      sort: Type.Optional(Type.String(described(sort.en, sort.zh))),
    },
    described(description.en, description.zh),
  );
};
