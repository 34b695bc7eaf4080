/** The code under test: which ports the processes of a set template listen on. */
import { setTimeout as sleep } from 'node:timers/promises';

/** The app calls too often; the ESB lets more calls through a moment later. */
const RATE_LIMITED = 1306429;

/** A client of the ESB. */
export class Esb {
  #url;
  #deadline;
  #patience;

  /**
   * @param {string} url address of the ESB
   * @param {{ deadline?: number, patience?: number[] }} options milliseconds that a call may take, and those to wait
   *   before a call that came too often is sent again
   */
  constructor(url, { deadline = 5000, patience = [100, 1000, 10_000] } = {}) {
    this.#url = url;
    this.#deadline = deadline;
    this.#patience = patience;
  }

  async #send(component, parameters) {
    const credentials = { bk_app_code: 'ports', bk_app_secret: 'secret', bk_username: 'admin' };
    const response = await fetch(`${this.#url}/api/c/compapi/v2/cc/${component}/`, {
      method: 'POST',
      body: JSON.stringify({ ...credentials, ...parameters }),
      signal: AbortSignal.timeout(this.#deadline),
    });
    // The page of a proxy is no JSON; its status says more than "Unexpected token <".
    if (!response.ok) throw new Error(`${component}: HTTP ${response.status}`);
    return response.json();
  }

  async call(component, parameters) {
    let reply = await this.#send(component, parameters);
    for (const wait of this.#patience) {
      if (reply.code !== RATE_LIMITED) break;
      await sleep(wait);
      reply = await this.#send(component, parameters);
    }
    // Errors have HTTP status 200, too. Only the envelope shows them.
    if (!reply.result) throw new Error(`${component}: ${reply.code} ${reply.message}`);
    return reply.data;
  }
}

/**
 * The ports of each service instance, by its name.
 *
 * @param {Esb} esb
 * @param {{ bk_biz_id: number, set_template_id: number }} scope
 * @param {number} limit service instances that are asked for at a time
 */
export const portsOf = async (esb, scope, limit = 500) => {
  const ports = {};
  let count = 1;
  for (let start = 0; start < count; start += limit) {
    const page = await esb.call('list_service_instance_by_set_template', { ...scope, page: { start, limit } });
    for (const { id, name } of page.info) {
      const { bk_biz_id } = scope;
      const processes = await esb.call('list_process_instance', { bk_biz_id, service_instance_id: id });
      // A process that is gone has no property, and one that listens nowhere no bind_info.
      ports[name] = processes.flatMap(({ property }) => property?.bind_info ?? []).map(({ port }) => port);
    }
    count = page.count;
  }
  return ports;
};
