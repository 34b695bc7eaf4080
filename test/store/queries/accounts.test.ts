import t from 'tap';
import { read } from './helper.js';

const app = { bk_app_code: 'a', secrets: ['x', 'y'], may_name_users: true, components: null };
const users = [
  { bk_username: 'all', bk_token: 'token', access_tokens: [], businesses: null },
  {
    bk_username: 'some',
    bk_token: null,
    access_tokens: [{ access_token: 'access', bk_app_code: 'a' }],
    businesses: [2, 3],
  },
];

t.test('apps and tokens', async (t) => {
  const { accounts } = await read(t, { apps: [app], users });
  t.strictSame(accounts.app('a'), app);
  t.equal(accounts.app('b'), undefined);
  t.equal(accounts.userOfToken('token'), 'all');
  t.equal(accounts.userOfToken('access'), undefined);
  t.strictSame(accounts.ownerOfAccessToken('access'), { bk_app_code: 'a', bk_username: 'some' });
  t.equal(accounts.ownerOfAccessToken('token'), undefined);
});
