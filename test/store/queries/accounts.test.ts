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

t.test('apps, tokens and the businesses of users', async (t) => {
  const { accounts } = await read(t, { apps: [app], users });
  t.strictSame(accounts.app('a'), app);
  t.equal(accounts.app('b'), undefined);
  t.equal(accounts.userOfToken('token'), 'all');
  t.equal(accounts.userOfToken('access'), undefined);
  t.strictSame(accounts.ownerOfAccessToken('access'), { bk_app_code: 'a', bk_username: 'some' });
  t.equal(accounts.ownerOfAccessToken('token'), undefined);
  t.equal(accounts.maySee('all', 1), true);
  t.equal(accounts.maySee('some', 2n), true);
  t.equal(accounts.maySee('some', 1), false);
  t.strictSame(accounts.businessesOf('some'), [2, 3]);
  t.equal(accounts.maySee('nobody', 1), false);
  t.equal(accounts.businessesOf('nobody'), undefined);
});

t.test('if no users are declared, every user may see every business', async (t) => {
  const { accounts } = await read(t, {});
  t.equal(accounts.maySee('nobody', 1), true);
});
