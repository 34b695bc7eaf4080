/** The code under test: which ports the processes of a service instance listen on. */

/** The app calls too often; the ESB lets more calls through later. */
const RATE_LIMITED = 1306429;
const A_MINUTE = 60_000;

const call = async (esb, component, parameters) => {
  const credentials = { bk_app_code: 'ports', bk_app_secret: 'secret', bk_username: 'admin' };
  const response = await fetch(`${esb}/api/c/compapi/v2/cc/${component}/`, {
    method: 'POST',
    body: JSON.stringify({ ...credentials, ...parameters }),
  });
  return response.json();
};

/** The ports of a service instance. If the app calls too often, it waits for a minute, and asks once more. */
const portsOf = async (esb, scope) => {
  let reply = await call(esb, 'list_process_instance', scope);
  if (reply.code === RATE_LIMITED) {
    await new Promise((resolve) => setTimeout(resolve, A_MINUTE));
    reply = await call(esb, 'list_process_instance', scope);
  }
  // Errors have HTTP status 200, too. Only the envelope shows them.
  if (!reply.result) throw new Error(`${reply.code} ${reply.message}`);
  // A process that is gone has no property, and one that listens nowhere no bind_info.
  return reply.data.flatMap(({ property }) => property?.bind_info ?? []).map(({ port }) => port);
};

module.exports = { portsOf };
