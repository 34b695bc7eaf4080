import t from 'tap';
import { editJson } from '../../../src/util/json/edit-json.js';
import { compactJson, prettyJson } from '../../../src/util/json/json-tokens.js';

const COMPACT = [
  '{"a":[1.50,1e3,-0,9007199254740993],"b":{},"c":[],"d":[[],{"e":null}]}',
  String.raw`{"text":"a\"b\\","中":"\u4e2d","a":1,"a":2,"":"{,:"}`,
  '"text"',
  '5',
  'null',
  '[]',
];

t.test('JSON written for people becomes the same text again', (t) => {
  for (const text of COMPACT) t.equal(compactJson(prettyJson(text), false), text);
  const python = '{"a": [1.0, 2], "b": {"c": "x, y: z"}}';
  t.equal(compactJson(prettyJson(python), true), python);
  t.equal(prettyJson('{"a":[1,{}],"b":[]}'), '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}');
  t.end();
});

t.test('texts of megabytes, with an escape for each letter', (t) => {
  const text = JSON.stringify({ a: '\n'.repeat(3_000_000) });
  t.equal(compactJson(text, false), text);
  t.end();
});

t.test('an edit leaves everything else as it is written', (t) => {
  const text = '{ "id" : 1.50,\t"deep":{"id":[1, {"x": "é\\u00e9"}]},"x": 7, "id":true }';
  const seen: string[] = [];
  const edit = (change: (token: string, isId: boolean) => string): string =>
    editJson(text, {
      outermost: false,
      telling: new Set(['x']),
      enter: (name, outer, told) => {
        seen.push(`${name}:${told.join()}`);
        return outer || name === 'id';
      },
      key: (token) => token,
      scalar: change,
    });
  t.equal(
    edit((token) => token),
    text,
  );
  t.same(seen, ['id:', 'deep:', 'id:', 'x:éé', 'x:', 'id:']);
  t.equal(
    edit((token, isId) => (isId ? '0' : token)),
    '{ "id" : 0,\t"deep":{"id":[0, {"x": 0}]},"x": 7, "id":0 }',
  );
  t.end();
});
