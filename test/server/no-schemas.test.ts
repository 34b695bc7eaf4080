import Fastify from 'fastify';
import t from 'tap';
import { NO_SCHEMAS } from '../../src/server/no-schemas.js';

t.test('an app without compilers of schemas refuses a route with a schema, and says why', async (t) => {
  const app = Fastify({ schemaController: NO_SCHEMAS });
  app.get('/', { schema: { querystring: { type: 'object' } } }, () => 'never sent');
  await t.rejects(async () => app.ready(), {
    message: /^this app compiles no schemas: give the route a validatorCompiler/,
  });
});

t.test('an app without compilers of schemas answers routes without one', async (t) => {
  const app = Fastify({ schemaController: NO_SCHEMAS });
  app.get('/', () => 'sent');
  t.equal((await app.inject('/')).body, 'sent');
});
