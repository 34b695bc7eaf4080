import type { Connection } from './connection.js';

type Id = number | bigint;

/** The questions that only an empty answer raises. Each is a look-up by key, however much data there is. */
export const prepareFactQueries = (db: Connection) => {
  const ids = <P extends unknown[]>(sql: string) => db.prepare<[number, ...P], number>(sql).pluck();
  return {
    businessOf: ids<[Id]>('SELECT bk_biz_id FROM service_instances WHERE dataset = ? AND id = ?'),
    firstServiceInstance: ids('SELECT id FROM service_instances WHERE dataset = ? ORDER BY id LIMIT 1'),
    lastServiceInstance: ids('SELECT id FROM service_instances WHERE dataset = ? ORDER BY id DESC LIMIT 1'),
    // The service instances themselves would have to be counted one by one.
    serviceInstances: ids('SELECT sum(count) FROM set_template_counts WHERE dataset = ?'),
    business: ids<[Id]>('SELECT 1 FROM businesses WHERE dataset = ? AND bk_biz_id = ?'),
    someBusiness: ids('SELECT 1 FROM businesses WHERE dataset = ? LIMIT 1'),
    host: ids<[Id]>('SELECT 1 FROM hosts WHERE dataset = ? AND bk_host_id = ?'),
    module: ids<[Id]>('SELECT 1 FROM modules WHERE dataset = ? AND bk_module_id = ?'),
    setTemplate: db.prepare<[number, Id], { bk_biz_id: number | null }>(
      "SELECT document ->> 'bk_biz_id' AS bk_biz_id FROM set_templates WHERE dataset = ? AND id = ?",
    ),
    someSetTemplate: ids('SELECT 1 FROM set_templates WHERE dataset = ? LIMIT 1'),
    someModuleOfSetTemplate: ids(
      "SELECT 1 FROM modules WHERE dataset = ? AND document ->> 'set_template_id' > 0 LIMIT 1",
    ),
    modulesOfSetTemplate: ids<[Id, Id]>(
      `SELECT bk_module_id FROM modules
       WHERE dataset = ? AND document ->> 'set_template_id' = ? AND document ->> 'bk_biz_id' = ? ORDER BY bk_module_id`,
    ),
    businessesOfSetTemplate: ids<[Id]>(
      `SELECT DISTINCT document ->> 'bk_biz_id' FROM modules
       WHERE dataset = ? AND document ->> 'set_template_id' = ? ORDER BY document ->> 'bk_biz_id'`,
    ),
    modulesOfServiceTemplate: ids<[Id]>(
      `SELECT bk_module_id FROM modules
       WHERE dataset = ? AND document ->> 'service_template_id' = ? ORDER BY bk_module_id`,
    ),
    setTemplatesOfBusiness: ids<[Id]>(
      `SELECT set_template_id FROM set_template_counts
       WHERE dataset = ? AND bk_biz_id = ? AND set_template_id > 0 ORDER BY set_template_id`,
    ),
    businessesOfUser: db
      .prepare<[number, string], string>(
        "SELECT document ->> 'businesses' FROM users WHERE dataset = ? AND bk_username = ?",
      )
      .pluck(),
  };
};

export type FactQueries = ReturnType<typeof prepareFactQueries>;

/** A kind of thing that a number may be the id of. */
export type Kind = 'host' | 'module' | 'set template' | 'business';

/** What of one data set tells why an answer is empty. Lists are ascending. */
export class Facts {
  readonly #ask: FactQueries;
  readonly #dataset: number;

  constructor(queries: FactQueries, dataset: number) {
    this.#ask = queries;
    this.#dataset = dataset;
  }

  /** The business that a service instance is in; undefined where there is no such service instance. */
  businessOf(serviceInstanceId: Id): number | undefined {
    return this.#ask.businessOf.get(this.#dataset, serviceInstanceId);
  }

  /** How many service instances there are, and their first and last id; undefined where there are none. */
  serviceInstances(): { count: number; first: number; last: number } | undefined {
    const first = this.#ask.firstServiceInstance.get(this.#dataset);
    if (first === undefined) return undefined;
    const last = this.#ask.lastServiceInstance.get(this.#dataset) as number;
    return { count: this.#ask.serviceInstances.get(this.#dataset) as number, first, last };
  }

  /** The kinds of things that have an id. */
  kindsOf(id: Id): Kind[] {
    const { host, module, setTemplate, business } = this.#ask;
    const found: [Kind, unknown][] = [
      ['host', host.get(this.#dataset, id)],
      ['module', module.get(this.#dataset, id)],
      ['set template', setTemplate.get(this.#dataset, id)],
      ['business', business.get(this.#dataset, id)],
    ];
    return found.filter(([, row]) => row !== undefined).map(([kind]) => kind);
  }

  /** Whether businesses are declared, and a business is not among them. */
  lacksBusiness(bizId: Id): boolean {
    return (
      this.#ask.business.get(this.#dataset, bizId) === undefined &&
      this.#ask.someBusiness.get(this.#dataset) !== undefined
    );
  }

  /** A set template that is declared, and the business it is declared for, or null. */
  setTemplate(id: Id): { bk_biz_id: number | null } | undefined {
    return this.#ask.setTemplate.get(this.#dataset, id);
  }

  /** Whether there is any set template, declared or named by a module. */
  hasSetTemplates(): boolean {
    return (
      this.#ask.someSetTemplate.get(this.#dataset) !== undefined ||
      this.#ask.someModuleOfSetTemplate.get(this.#dataset) !== undefined
    );
  }

  /** The modules of a business that carry a set template. */
  modulesOfSetTemplate(bizId: Id, setTemplateId: Id): number[] {
    return this.#ask.modulesOfSetTemplate.all(this.#dataset, setTemplateId, bizId);
  }

  /** The businesses with modules that carry a set template. */
  businessesOfSetTemplate(setTemplateId: Id): number[] {
    return this.#ask.businessesOfSetTemplate.all(this.#dataset, setTemplateId);
  }

  /** The modules made from a service template. */
  modulesOfServiceTemplate(serviceTemplateId: Id): number[] {
    return this.#ask.modulesOfServiceTemplate.all(this.#dataset, serviceTemplateId);
  }

  /** The set templates that a business has service instances of. */
  setTemplatesOfBusiness(bizId: Id): number[] {
    return this.#ask.setTemplatesOfBusiness.all(this.#dataset, bizId);
  }

  /** The businesses that a user may see who may not see all; undefined for one who is not among the users. */
  businessesOfUser(user: string): number[] | undefined {
    const businesses = this.#ask.businessesOfUser.get(this.#dataset, user);
    return businesses === undefined ? undefined : (JSON.parse(businesses) as number[]);
  }
}
