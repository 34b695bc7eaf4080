/** A small client as apps have it that copy the processes of a business: it makes their calls in their order. */

interface Envelope<T> {
  result: boolean;
  code: number;
  message: string;
  data: T;
}

interface List<T> {
  count: number;
  info: T[];
}

interface Node {
  bk_obj_id: string;
  bk_inst_id: number;
  child: Node[];
}

interface ProcessInfo {
  service_instance: { id: number };
  process: { bk_process_id: number };
}

/** A process with the place where it runs. */
export interface SyncedProcess {
  set: string;
  module: string;
  service_instance: string;
  process: string;
  /** True if it was made from a process template. */
  hasTemplate: boolean;
}

/** What a sync has found. */
export interface Synced {
  business: string;
  maintainer: string;
  processes: SyncedProcess[];
  job: number;
}

/** Errors of CMDB that pass: they are asked for again. */
const PASSING = [1306201, 1199997];
const MOST_TRIES = 3;
const PAGE = 2;

export class Client {
  readonly #url: string;

  /** @param url the address of the ESB */
  constructor(url: string) {
    this.#url = url;
  }

  async #call<T>(system: string, name: string, params: object, tries = 1): Promise<T> {
    const credentials = { bk_app_code: 'process-sync', bk_app_secret: 'x', bk_username: 'admin' };
    const response = await fetch(`${this.#url}/api/c/compapi/v2/${system}/${name}/`, {
      method: 'POST',
      body: JSON.stringify({ ...credentials, ...params }),
    });
    if (response.status !== 200) throw new Error(`${name}: HTTP ${response.status}`);
    const { result, code, message, data } = (await response.json()) as Envelope<T>;
    if (result) return data;
    if (PASSING.includes(code) && tries < MOST_TRIES) return this.#call(system, name, params, tries + 1);
    throw new Error(`${name}: ${code} ${message}`);
  }

  /** All pages of a list. */
  async #all<T>(name: string, params: object): Promise<T[]> {
    const found: T[] = [];
    for (;;) {
      const page = { start: found.length, limit: PAGE };
      const { count, info } = await this.#call<List<T>>('cc', name, { ...params, page });
      found.push(...info);
      if (found.length >= count || info.length === 0) return found;
    }
  }

  /** Runs a job on the hosts, and waits until it is done. */
  async #runJob(bk_biz_id: number): Promise<number> {
    const { job_instance_id } = await this.#call<{ job_instance_id: number }>('job', 'fast_execute_script', {
      bk_biz_id,
    });
    for (;;) {
      const params = { bk_biz_id, job_instance_id };
      const { finished } = await this.#call<{ finished: boolean }>('job', 'get_job_instance_status', params);
      if (finished) return job_instance_id;
    }
  }

  /** Copies the processes of a business. */
  async sync(bk_biz_id: number): Promise<Synced> {
    const businesses = await this.#call<List<{ bk_biz_name: string; bk_biz_maintainer: string }>>(
      'cc',
      'search_business',
      { fields: ['bk_biz_name', 'bk_biz_maintainer'], condition: { bk_biz_id } },
    );
    const [business] = businesses.info;
    if (business === undefined) throw new Error(`there is no business ${bk_biz_id}`);
    const maintainer = await this.#call<{ display_name: string }>('usermanage', 'retrieve_user', {
      id: business.bk_biz_maintainer,
    });
    const [root] = await this.#call<Node[]>('cc', 'search_biz_inst_topo', { bk_biz_id });
    const sets = await this.#all<{ bk_set_id: number; bk_set_name: string }>('search_set', { bk_biz_id });
    const templates = await this.#all<{ id: number }>('list_service_template', { bk_biz_id });
    const processTemplates = new Set<number>();
    for (const { id } of templates) {
      const found = await this.#all<{ id: number }>('list_proc_template', { bk_biz_id, service_template_id: id });
      for (const template of found) processTemplates.add(template.id);
    }
    const related = await this.#all<ProcessInfo>('list_process_related_info', { bk_biz_id });
    const processes: SyncedProcess[] = [];
    for (const { bk_inst_id: bk_set_id } of root?.child ?? []) {
      const set = sets.find((one) => one.bk_set_id === bk_set_id)?.bk_set_name ?? '';
      const modules = await this.#all<{ bk_module_id: number; bk_module_name: string }>('search_module', {
        bk_biz_id,
        bk_set_id,
      });
      for (const { bk_module_id, bk_module_name } of modules) {
        const instances = await this.#all<{ id: number; name: string }>('list_service_instance', {
          bk_biz_id,
          bk_module_id,
        });
        for (const { id, name } of instances) {
          const here = await this.#call<
            {
              property: { bk_process_id: number; bk_process_name: string };
              relation: { process_template_id: number };
            }[]
          >('cc', 'list_process_instance', { bk_biz_id, service_instance_id: id });
          for (const { property, relation } of here) {
            if (!related.some(({ process }) => process.bk_process_id === property.bk_process_id)) continue;
            processes.push({
              set,
              module: bk_module_name,
              service_instance: name,
              process: property.bk_process_name,
              hasTemplate: processTemplates.has(relation.process_template_id),
            });
          }
        }
      }
    }
    const job = await this.#runJob(bk_biz_id);
    return { business: business.bk_biz_name, maintainer: maintainer.display_name, processes, job };
  }
}
