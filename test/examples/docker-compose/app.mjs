/** The service under test: GET /ports?bk_biz_id=2&set_template_id=3 gives the ports of each service instance. */
import { createServer } from 'node:http';

const { ESB_URL, PORT } = process.env;

const call = async (component, parameters) => {
  const credentials = { bk_app_code: 'ports', bk_app_secret: 'secret', bk_username: 'admin' };
  const response = await fetch(`${ESB_URL}/api/c/compapi/v2/cc/${component}/`, {
    method: 'POST',
    body: JSON.stringify({ ...credentials, ...parameters }),
  });
  const { result, code, message, data } = await response.json();
  // Errors have HTTP status 200, too. Only the envelope shows them.
  if (!result) throw new Error(`${code} ${message}`);
  return data;
};

const portsOf = async (bk_biz_id, set_template_id, limit = 500) => {
  const ports = {};
  let count = 1;
  for (let start = 0; start < count; start += limit) {
    const asked = { bk_biz_id, set_template_id, page: { start, limit } };
    const page = await call('list_service_instance_by_set_template', asked);
    for (const { id, name } of page.info) {
      const processes = await call('list_process_instance', { bk_biz_id, service_instance_id: id });
      ports[name] = processes.flatMap(({ property }) => property?.bind_info ?? []).map(({ port }) => port);
    }
    count = page.count;
  }
  return ports;
};

const server = createServer(async ({ url }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://app');
  const answer = (status, body) => response.writeHead(status).end(JSON.stringify(body));
  if (pathname !== '/ports') return answer(404, { message: 'there is only /ports' });
  const [bizId, setTemplateId] = ['bk_biz_id', 'set_template_id'].map((name) => Number(searchParams.get(name)));
  try {
    answer(200, await portsOf(bizId, setTemplateId));
  } catch (error) {
    answer(503, { message: `the ESB gives no data: ${error.message}` });
  }
});

server.listen(PORT, () => console.log(`the app listens on ${server.address().port}`));
process.once('SIGTERM', () => process.exit(0));
