import { createHmac } from 'node:crypto';
import t from 'tap';
import { EsbError } from '../../../src/esb/errors.js';
import { readRequest } from '../../../src/esb/request/read-request.js';
import { signedPaths, verifySignature } from '../../../src/esb/credentials/signature.js';

const PATH = '/api/c/compapi/v2/cc/list_process_instance/';
const now = Math.floor(Date.now() / 1000);

const sign = (secret: string, text: string): string => createHmac('sha1', secret).update(text).digest('base64');

t.test('the path that is signed is the one the ESB sees, whatever the form of the target', (t) => {
  for (const url of [PATH, `http://127.0.0.1:8000${PATH}`, PATH.replace('_', '%5F'), `${PATH}?a=/b`]) {
    t.equal(signedPaths({ url, sentUrl: url }).join(), PATH, url);
  }
  t.end();
});

/** The result for a request with this query and a signature made with `secret` over `text`. */
const verdict = (query: string, body: string, secret: string, text: string): string => {
  const signature = sign(secret, text);
  const url = `${PATH}?${query}&bk_signature=${encodeURIComponent(signature)}`;
  const request = readRequest({ method: 'POST', url, sentUrl: url, headers: {}, body: Buffer.from(body) });
  try {
    verifySignature(request, signature, ['old', 'new'], '');
    return 'good';
  } catch (error) {
    if (error instanceof EsbError) return error.message;
    throw error;
  }
};

const WRONG = 'Signature [bk_signature] verification failed, please provide valid parameters and signature';

for (const [name, query, body, secret, text, expected] of [
  [
    'as blueking.component signs',
    `bk_nonce=7&bk_timestamp=${now}`,
    '{}',
    'new',
    `POST${PATH}?bk_nonce=7&bk_timestamp=${now}&data={}`,
    'good',
  ],
  [
    'with the other secret',
    `bk_nonce=7&bk_timestamp=${now}`,
    '{}',
    'old',
    `POST${PATH}?bk_nonce=7&bk_timestamp=${now}&data={}`,
    'good',
  ],
  [
    'with a secret that is not the app’s',
    `bk_nonce=7&bk_timestamp=${now}`,
    '{}',
    'no',
    `POST${PATH}?bk_nonce=7&bk_timestamp=${now}&data={}`,
    WRONG,
  ],
  [
    'over another body',
    `bk_nonce=7&bk_timestamp=${now}`,
    '{} ',
    'new',
    `POST${PATH}?bk_nonce=7&bk_timestamp=${now}&data={}`,
    WRONG,
  ],
  [
    'pairs by name, whatever their order; values decoded',
    `z=%E4%B8%AD+x&bk_timestamp=${now}&bk_nonce=7`,
    '',
    'new',
    `POST${PATH}?bk_nonce=7&bk_timestamp=${now}&data=&z=中 x`,
    'good',
  ],
  [
    'a little over the age',
    `bk_nonce=7&bk_timestamp=${now - 310}`,
    '',
    'new',
    '',
    'Parameter bk_timestamp is illegal, because it has expired',
  ],
  [
    'from a clock that is ahead',
    `bk_nonce=7&bk_timestamp=${now + 900}`,
    '',
    'new',
    `POST${PATH}?bk_nonce=7&bk_timestamp=${now + 900}&data=`,
    'good',
  ],
  ['no nonce', `bk_timestamp=${now}`, '', 'new', '', 'Parameter bk_nonce does not exist'],
  ['nonce 0', `bk_nonce=0&bk_timestamp=${now}`, '', 'new', '', 'Parameter bk_nonce is illegal'],
  ['a nonce that is no integer', `bk_nonce=1.5&bk_timestamp=${now}`, '', 'new', '', 'Parameter bk_nonce is illegal'],
  ['no timestamp', 'bk_nonce=7', '', 'new', '', 'Parameter bk_timestamp does not exist'],
  [
    'a timestamp that is none',
    'bk_nonce=7&bk_timestamp=today',
    '',
    'new',
    '',
    'Parameter bk_timestamp is illegal, due to non-time format',
  ],
] as const) {
  t.equal(verdict(query, body, secret, text), expected, name);
}
