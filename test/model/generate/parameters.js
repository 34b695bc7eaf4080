import fc from 'fast-check';
import { anything, list, object, ODD_INTEGERS, once, pick, text } from './values.js';

/** Random parameters of the two components: mostly ids that the fixture has. */

const mostly = (g, good, odd = ODD_INTEGERS) => (once(g, 10) ? pick(g, odd) : good());

/** A name in another case: CMDB takes it, the ESB does not. */
const inOtherCase = (g, name) =>
  once(g, 12) ? pick(g, [name.toUpperCase(), name[0].toUpperCase() + name.slice(1)]) : name;

/** A field that may be missing, null or given twice. */
const field = (g, name, value) => {
  if (once(g, 20)) return [];
  const first = [inOtherCase(g, name), value()];
  return once(g, 16) ? [first, [inOtherCase(g, name), once(g, 3) ? 'null' : value()]] : [first];
};

const someOf = (g, values, fallback) => (values.length === 0 ? fallback : pick(g, values));

/** A process, so that its business and its service instance go together. */
const lpi = (g, { processes, serviceInstances }) => {
  const { bk_biz_id, service_instance_id } = someOf(g, processes, { bk_biz_id: 1n, service_instance_id: 1n });
  const other = someOf(g, serviceInstances, { id: 1n });
  const isOther = once(g, 4);
  return [
    ...field(g, 'bk_biz_id', () => mostly(g, () => String(once(g, 8) ? g(fc.nat, 9) : bk_biz_id))),
    ...field(g, 'service_instance_id', () => mostly(g, () => String(isOther ? other.id : service_instance_id))),
  ];
};

/** Business ids as they may stand in a URL. */
const urlIds = (biz) => [
  ...[
    `"${biz}"`,
    `"00${biz}"`,
    `"${biz}?a=1"`,
    `"${biz}#a"`,
    `"./${biz}"`,
    `"x/../${biz}"`,
    `"%3${biz % 10n}"`,
    `"../biz/${biz}"`,
  ],
  ...[
    `"${biz}/"`,
    `"${biz}/."`,
    `"${biz}/x"`,
    `" ${biz}"`,
    `"${biz} "`,
    `"${biz}\\n"`,
    `"+${biz}"`,
    `"-${biz}"`,
    `"${biz}.0"`,
    `"/${biz}"`,
  ],
  ...[
    '"."',
    '".."',
    '"#"',
    '"?"',
    '"２"',
    '"1_0"',
    '"0x2"',
    '"2;x=1"',
    '"2%2F3"',
    '"2%zz"',
    '"蓝"',
    '"99999999999999999999"',
    '"%2e/2"',
  ],
  ...['"9223372036854775807"', '"9223372036854775808"', '"0"', '"00"', '"[2]"', '"http://x/"', '"2\\\\3"', '"a:2"'],
];

const limits = [
  '1',
  '2',
  '3',
  '10',
  '499',
  '500',
  '501',
  '999',
  '1000',
  '1001',
  '999999998',
  '999999999',
  '1000000000',
];
const starts = ['0', '0', '0', '1', '2', '5', '499', '500', '1000', '999999999', '9223372036854775807'];
const odd = [...ODD_INTEGERS, 'null', '-1', '0'];

const page = (g) => {
  const fields = [
    ...field(g, 'start', () => mostly(g, () => pick(g, starts), odd)),
    ...field(g, 'limit', () => mostly(g, () => pick(g, limits), odd)),
    ...(once(g, 4) ? field(g, 'sort', () => mostly(g, () => pick(g, ['"id"', '"-id"', '"name"', '""']))) : []),
    ...(once(g, 6) ? field(g, 'enable_count', () => mostly(g, () => pick(g, ['true', 'false']))) : []),
    ...(once(g, 12) ? [[text(g), anything(g)]] : []),
  ];
  return object(fields);
};

const lsi = (g, { serviceInstances }) => {
  const one = someOf(g, serviceInstances, { bk_biz_id: 1n, set_template_id: 1n });
  const { bk_biz_id: biz, set_template_id: template } = one;
  const url = once(g, 3) ? ODD_INTEGERS : urlIds(biz);
  return [
    ...field(g, 'bk_biz_id', () => mostly(g, () => String(once(g, 10) ? g(fc.nat, 9) : biz), url)),
    ...field(g, 'set_template_id', () => mostly(g, () => String(once(g, 10) ? g(fc.nat, 9) : template))),
    ...field(g, 'page', () => (once(g, 16) ? pick(g, ODD_INTEGERS) : page(g))),
  ];
};

const DEEP = [list([list(['1'])]), `${'['.repeat(300)}${']'.repeat(300)}`];

/** Fields that both components ignore, and some that the ESB or Python may stumble over. */
const others = (g) =>
  pick(g, [
    () => [[text(g), anything(g)]],
    () => [
      ['return_total', 'true'],
      ['sort', '"id"'],
    ],
    () => [
      [
        'bk_supplier_account',
        pick(g, ['"0"', '"tencent"', '"é"', '"superadmin"', '""', 'null', '[]', '{}', '0', 'false']),
      ],
    ],
    () => [['bk_supplier_account', pick(g, ['5', 'true', '"中"', '" a"', '"a\\nb"', '["a"]', '{"a":1}', '1.5'])]],
    () => [
      ['callback', pick(g, ['"cb"', '""', 'null', '0', '5', 'true', 'false', '[]', '["a"]', '{}', '{"a":1}', 'NaN'])],
    ],
    () => [['x', pick(g, ['NaN', '[Infinity]', '{"a":-Infinity}', '1e400', '-1e400', '1e-400', ...DEEP])]],
    () => [
      [
        pick(g, ['bk_nonce', 'bk_timestamp', 'bk_signature', 'signature', 'app_code', 'access_token']),
        pick(g, ['NaN', '1', '"a"']),
      ],
    ],
    () => [
      ['__proto__', anything(g)],
      ['constructor', anything(g)],
    ],
  ])();

/** Members of an object. */
export const parameters = (g, component, world) => [
  ...(component === 'list_process_instance' ? lpi(g, world) : lsi(g, world)),
  ...(once(g, 5) ? [['bk_supplier_account', pick(g, ['"tencent"', '"é"', '"superadmin"'])]] : []),
  ...(once(g, 3) ? others(g) : []),
];
