import t from 'tap';
import {
  LPI,
  NO_SERVICE_INSTANCE,
  OK_54,
  ROWS_OF_54,
  SUITE,
  UNDECODABLE,
  byContract,
  check,
  cmdbError,
  noBusiness,
  notRead,
  ok,
  property,
  relation,
  run,
  send,
  startAll,
  type Case,
  type Expectation,
  type Request,
} from './helper.js';

/** Contract section 4: list_process_instance. */

const targets = await startAll(t);

const NOTHING = ok(LPI, []);

/** JSON texts that are no int64. */
const OTHER_TYPES = [
  '"54"',
  '""',
  '"x"',
  '54.5',
  '0.5',
  '-0.5',
  'true',
  'false',
  '{}',
  '{"$gt":0}',
  '[]',
  '[54]',
  '9223372036854775808',
  '-9223372036854775809',
  '99999999999999999999999999',
  `1${'0'.repeat(400)}`,
  '1e400',
  '1e-1',
];
/** Numbers that a JSON parser may read as integers, but the live system does not. */
const INTEGERS_IN_DISGUISE = [
  ' 54.0',
  '\t5.4e1',
  '\r\n1E0',
  ' -0.0',
  ' 9223372036854775808',
  '54.0',
  '1.0',
  '1e2',
  '54e0',
  '5.4e1',
  '540E-1',
  '0.0',
  '0e0',
];

const types: Case[] = [...OTHER_TYPES, ...INTEGERS_IN_DISGUISE].flatMap((value) => {
  const shown = JSON.stringify(value.slice(0, 30));
  return [
    {
      name: `service_instance_id ${shown}`,
      request: { params: `"bk_biz_id":2,"service_instance_id":${value}` },
      expect: UNDECODABLE,
    },
    {
      name: `service_instance_id ${shown}, no bk_biz_id`,
      request: { params: `"service_instance_id":${value}` },
      expect: UNDECODABLE,
    },
    {
      name: `bk_biz_id ${shown}`,
      request: { params: `"bk_biz_id":${value},"service_instance_id":54` },
      expect: UNDECODABLE,
    },
    {
      name: `types first: bk_biz_id ${shown}, service_instance_id missing`,
      request: { params: `"bk_biz_id":${value}` },
      expect: UNDECODABLE,
    },
    {
      name: `types first: bk_biz_id ${shown}, service_instance_id 0`,
      request: { params: `"service_instance_id":0,"bk_biz_id":${value}` },
      expect: UNDECODABLE,
    },
  ];
});

const nobody: Case[] = [
  ['missing', ''],
  ['null', '"service_instance_id":null'],
  ['0', '"service_instance_id":0'],
  ['-0', '"service_instance_id":-0'],
].flatMap(([name, member]) =>
  ['', '"bk_biz_id":2', '"bk_biz_id":null', '"bk_biz_id":0', '"bk_biz_id":3'].map((biz) => ({
    name: `service_instance_id ${name}, ${biz || 'no bk_biz_id'}`,
    request: { params: [member, biz].filter(Boolean).join(',') },
    expect: NO_SERVICE_INSTANCE,
  })),
);

const SHARED_OURS = {
  property: property(561, { bk_process_name: 'ours' }),
  relation: relation(561, 56, { bk_host_id: 156 }),
};
const SHARED_THEIRS = {
  property: property(562, { bk_process_name: 'theirs', bk_biz_id: 3 }),
  relation: relation(562, 56, { bk_biz_id: 3, bk_host_id: 156 }),
};
const ONLY_IN_3 = {
  property: property(31, { bk_process_name: 'only-in-3', bk_biz_id: 3 }),
  relation: relation(31, 3, { bk_biz_id: 3, process_template_id: 5, bk_host_id: 103 }),
};
const FAR = Number.MAX_SAFE_INTEGER;
const FAR_AWAY = {
  property: property(FAR, { bk_process_name: 'far-away' }),
  relation: relation(FAR, FAR, { bk_host_id: 199 }),
};

const data: Case[] = [
  {
    name: 'rows in order of bk_process_id; a null property, unknown attributes, bind_info',
    request: { params: { bk_biz_id: 2, service_instance_id: 54 } },
    expect: OK_54,
  },
  {
    name: 'a business',
    request: { params: { bk_biz_id: 3, service_instance_id: 3 } },
    expect: ok(LPI, [ONLY_IN_3]),
  },
  {
    name: 'rows of that business only, 2',
    request: { params: { bk_biz_id: 2, service_instance_id: 56 } },
    expect: ok(LPI, [SHARED_OURS]),
  },
  {
    name: 'rows of that business only, 3',
    request: { params: { bk_biz_id: 3, service_instance_id: 56 } },
    expect: ok(LPI, [SHARED_THEIRS]),
  },
  {
    name: 'rows of that business only, none',
    request: { params: { bk_biz_id: 4, service_instance_id: 56 } },
    expect: NOTHING,
  },
  {
    name: 'a service instance of another business',
    request: { params: { bk_biz_id: 3, service_instance_id: 54 } },
    expect: NOTHING,
  },
  {
    name: 'a business that is not there',
    request: { params: { bk_biz_id: 999, service_instance_id: 54 } },
    expect: NOTHING,
  },
  {
    name: 'a negative business',
    request: { params: { bk_biz_id: -2, service_instance_id: 54 } },
    expect: NOTHING,
  },
  {
    name: 'a service instance without processes',
    request: { params: { bk_biz_id: 2, service_instance_id: 55 } },
    expect: NOTHING,
  },
  {
    name: 'a service instance without processes, of a set template',
    request: { params: { bk_biz_id: 2, service_instance_id: 1 } },
    expect: NOTHING,
  },
  {
    name: 'a service instance that is not there',
    request: { params: { bk_biz_id: 2, service_instance_id: 46 } },
    expect: NOTHING,
  },
  ...['-1', '-54', '2147483648', '4294967350', '9223372036854775807', '-9223372036854775808'].flatMap((id) => [
    {
      name: `service_instance_id ${id}`,
      request: { params: `"bk_biz_id":2,"service_instance_id":${id}` },
      expect: NOTHING,
    },
    {
      name: `bk_biz_id ${id}`,
      request: { params: `"bk_biz_id":${id},"service_instance_id":54` },
      expect: NOTHING,
    },
  ]),
  {
    name: '2^53-1',
    request: { params: `"bk_biz_id":2,"service_instance_id":${FAR}` },
    expect: ok(LPI, [FAR_AWAY]),
  },
  ...['9007199254740992', '9007199254740993', '-9007199254740991', '9007199254740990'].map((id) => ({
    name: `beside 2^53-1: ${id}`,
    request: { params: `"bk_biz_id":2,"service_instance_id":${id}` },
    expect: NOTHING,
  })),
  {
    name: 'white space around an integer',
    request: { params: '"bk_biz_id" : 2 ,\n"service_instance_id"\t:\r\n54 ' },
    expect: OK_54,
  },
];

const withoutBusiness: Case[] = (
  [
    ['missing', ''],
    ['null', ',"bk_biz_id":null'],
    ['0', ',"bk_biz_id":0'],
    ['-0', ',"bk_biz_id":-0'],
  ] as const
).flatMap(([name, member]) => [
  {
    name: `bk_biz_id ${name}`,
    request: { params: `"service_instance_id":54${member}` },
    expect: byContract(ok(LPI, ROWS_OF_54), noBusiness(54)),
  },
  {
    name: `bk_biz_id ${name}: rows of every business, in order`,
    request: { params: `"service_instance_id":56${member}` },
    expect: byContract(ok(LPI, [SHARED_OURS, SHARED_THEIRS]), noBusiness(56)),
  },
  {
    name: `bk_biz_id ${name}, in business 3`,
    request: { params: `"service_instance_id":3${member}` },
    expect: byContract(ok(LPI, [ONLY_IN_3]), noBusiness(3)),
  },
  {
    name: `bk_biz_id ${name}, no such service instance`,
    request: { params: `"service_instance_id":999${member}` },
    expect: byContract(NOTHING, noBusiness(999)),
  },
  {
    name: `bk_biz_id ${name}, a large service instance`,
    request: { params: `"service_instance_id":-9223372036854775808${member}` },
    expect: byContract(NOTHING, noBusiness('-9223372036854775808')),
  },
]);

/** CMDB's decoder matches names without regard to case, and reads each value of a field, one after the other. */
const spellings: Case[] = (
  [
    ['"BK_BIZ_ID":2,"Service_Instance_Id":54', OK_54],
    ['"service_instance_id":55,"SERVICE_INSTANCE_ID":54,"bk_biz_id":2', OK_54],
    ['"SERVICE_INSTANCE_ID":54,"service_instance_id":55,"bk_biz_id":2', NOTHING],
    ['"SERVICE_INSTANCE_ID":54,"service_instance_id":null,"bk_biz_id":2', OK_54],
    ['"service_instance_id":null,"SERVICE_INSTANCE_ID":null,"bk_biz_id":2', NO_SERVICE_INSTANCE],
    ['"SERVICE_INSTANCE_ID":"54","service_instance_id":54,"bk_biz_id":2', UNDECODABLE],
    ['"SERVICE_INSTANCE_ID":54,"service_instance_id":54.0,"bk_biz_id":2', UNDECODABLE],
    // Letters beyond ASCII are no other spelling: the long s and the Kelvin sign.
    ['"\u017fervice_instance_id":54,"bk_biz_id":2', NO_SERVICE_INSTANCE],
    ['"service_instance_id":54,"b\u212a_biz_id":3,"bk_biz_id":2', OK_54],
  ] as const
).map(([params, expect]) => ({ name: `spelling ${params}`, request: { params }, expect }));

run(t, targets, [...types, ...nobody, ...data, ...withoutBusiness, ...spellings]);

const CHINESE: Case[] = [
  {
    name: 'no business, in Chinese',
    contracts: ['cmdb-3.14'],
    request: { params: { service_instance_id: 54 }, headers: { 'Blueking-Language': 'zh-hans' } },
    expect: cmdbError(1108024, `查询进程服务实例列表失败${notRead(0, 54, "'bk_biz_id' 数据参数校验不通过")}`),
  },
];
run(t, targets, CHINESE);

interface Row {
  property: Record<string, unknown> | null;
  relation: Record<string, unknown>;
}

for (const target of targets) {
  void t.test(`${target.name}, the shape of a row`, async (t) => {
    const reply = await send(target, { params: { bk_biz_id: 2, service_instance_id: 54 } });
    const { data } = reply.body as { data: Row[] };
    t.equal(data.length, 3);
    t.ok(Array.isArray(data));
    for (const row of data) {
      t.strictSame(Object.keys(row), ['property', 'relation']);
      t.strictSame(
        Object.keys(row.relation).sort(),
        [
          'bk_biz_id',
          'bk_host_id',
          'bk_process_id',
          'bk_supplier_account',
          'process_template_id',
          'service_instance_id',
        ],
        'a relation has six fields',
      );
      for (const field of ['create_time', 'last_time']) {
        if (row.property === null) continue;
        t.match(row.property[field], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/, `${field} has an offset`);
      }
      for (const bind of (row.property?.['bind_info'] ?? []) as Record<string, unknown>[]) {
        t.type(bind['port'], 'string');
        t.match(bind['protocol'], /^[1-4]$/);
        t.type(bind['protocol'], 'string');
        t.type(bind['template_row_id'], 'number');
        t.notOk('row_id' in bind);
      }
    }
    t.strictSame(
      data.map(({ relation }) => relation['bk_process_id']),
      [46, 47, 48],
    );
    t.strictSame(
      (data[2]?.property?.['bind_info'] as { protocol: string }[]).map(({ protocol }) => protocol),
      ['1', '4', '3', '2'],
      'protocols as written, rows in order',
    );
  });

  void t.test(`${target.name}, text of large numbers and of nothing`, async (t) => {
    const far = await send(target, { params: `"bk_biz_id":2,"service_instance_id":${FAR}` });
    t.match(far.text, '"bk_process_id":9007199254740991,', 'an integer is printed as one');
    t.match(far.text, '"service_instance_id":9007199254740991,');
    const none = await send(target, { params: { bk_biz_id: 2, service_instance_id: 55 } });
    t.match(none.text, '"data":[]', 'nothing found is [], never null');
  });

  void t.test(`${target.name}, the reply to one request is the same every time`, async (t) => {
    const request: Request = { credentials: SUITE, params: { bk_biz_id: 2, service_instance_id: 54 } };
    const expect: Expectation = OK_54;
    const replies = await Promise.all(Array.from({ length: 20 }, () => send(target, request)));
    for (const reply of replies) check(t, target, request, reply, expect);
  });
}
