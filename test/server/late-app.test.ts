import Fastify from 'fastify';
import t from 'tap';
import { lateApp } from '../../src/server/late-app.js';

t.test('if the second app cannot be loaded, each request gets an error, and the first app still closes', async (t) => {
  const app = Fastify();
  app.get(
    '/docs',
    lateApp(app, () => Promise.reject(new Error('it is not there'))),
  );
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  for (let time = 0; time < 2; time += 1) {
    const response = await fetch(`${url}/docs`);
    t.equal(response.status, 500);
    t.match(await response.json(), { message: 'it is not there' });
  }
  await app.close();
});
