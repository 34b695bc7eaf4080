/** The code under test: which ports the processes of a set template listen on. */

const call = async (esb, component, parameters) => {
  const credentials = { bk_app_code: 'ports', bk_app_secret: 'secret', bk_username: 'admin' };
  const response = await fetch(`${esb}/api/c/compapi/v2/cc/${component}/`, {
    method: 'POST',
    body: JSON.stringify({ ...credentials, ...parameters }),
  });
  const { result, code, message, data } = await response.json();
  // Errors have HTTP status 200, too. Only the envelope shows them.
  if (!result) throw new Error(`${component}: ${code} ${message}`);
  return data;
};

/** The service instances of a set template, from all pages. */
export const serviceInstancesOf = async (esb, scope, limit = 500) => {
  const found = [];
  let count = 1;
  for (let start = 0; start < count; start += limit) {
    const page = await call(esb, 'list_service_instance_by_set_template', { ...scope, page: { start, limit } });
    found.push(...page.info);
    count = page.count;
  }
  return found;
};

/** The ports of each service instance, by its name; undefined for one whose processes the ESB does not tell. */
export const portsOf = async (esb, scope, limit) => {
  const instances = await serviceInstancesOf(esb, scope, limit);
  const calls = await Promise.allSettled(
    instances.map(({ id, bk_biz_id }) => call(esb, 'list_process_instance', { bk_biz_id, service_instance_id: id })),
  );
  // A process that is gone has no property, and one that listens nowhere no bind_info.
  const ports = (processes) => processes.flatMap(({ property }) => property?.bind_info ?? []).map(({ port }) => port);
  return Object.fromEntries(
    instances.map(({ name }, index) => [name, calls[index].value && ports(calls[index].value)]),
  );
};
