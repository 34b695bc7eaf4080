/** The code under test: which ports the processes of a set template listen on. */

/** The code of the ESB if it cannot reach CMDB. A retry often succeeds. */
const UNREACHABLE = 1306201;

interface Envelope {
  result: boolean;
  code: number;
  message: string;
  data: unknown;
}

interface Page {
  count: number;
  info: { id: number; name: string }[];
}

interface Process {
  property: { bind_info: { port: string }[] | null } | null;
}

/** A refusal of the ESB, or of CMDB behind it. */
export class EsbError extends Error {
  readonly code: number;

  constructor({ code, message }: Envelope) {
    super(message);
    this.code = code;
  }
}

const post = async (url: string, parameters: object): Promise<Envelope> => {
  const credentials = { bk_app_code: 'ports', bk_app_secret: 'secret', bk_username: 'admin' };
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ ...credentials, ...parameters }) });
  return (await response.json()) as Envelope;
};

const call = async (esb: string, component: string, parameters: object): Promise<unknown> => {
  const url = `${esb}/api/c/compapi/v2/cc/${component}/`;
  let reply = await post(url, parameters);
  if (reply.code === UNREACHABLE) reply = await post(url, parameters);
  // Errors have HTTP status 200, too. Only the envelope shows them.
  if (!reply.result) throw new EsbError(reply);
  return reply.data;
};

/** The request parameters. */
export interface Scope {
  bk_biz_id: number;
  set_template_id: number;
}

/**
 * The ports of each service instance, by its name.
 *
 * @param esb address of the ESB
 * @param limit service instances that are asked for at a time
 */
export const portsOf = async (esb: string, scope: Scope, limit = 500): Promise<Record<string, string[]>> => {
  const ports: Record<string, string[]> = {};
  let count = 1;
  for (let start = 0; start < count; start += limit) {
    const asked = { ...scope, page: { start, limit } };
    const page = (await call(esb, 'list_service_instance_by_set_template', asked)) as Page;
    for (const { id, name } of page.info) {
      const { bk_biz_id } = scope;
      const processes = (await call(esb, 'list_process_instance', { bk_biz_id, service_instance_id: id })) as Process[];
      // A process that is gone has no property, and one that listens nowhere no bind_info.
      ports[name] = processes.flatMap(({ property }) => property?.bind_info ?? []).map(({ port }) => port);
    }
    count = page.count;
  }
  return ports;
};
