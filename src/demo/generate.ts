import type { Faker } from '@faker-js/faker';
import { faker as en } from '@faker-js/faker/locale/en';
import { faker as zh } from '@faker-js/faker/locale/zh_CN';
import * as catalogue from './catalogue.js';
import { createRandom, type Random } from '../util/random.js';
import { bindInfo, createKindTemplates } from './kind-templates.js';
import { checkShape } from './check-shape.js';
import { FIRST_ID, PROCESS_IDS, setIdOf } from './ids.js';
import { lazyRows, type Rows } from './rows.js';
import { createSetsAndTemplates } from './sets-and-templates.js';
import type { Locale, Shape } from './shapes.js';
import { createAddresses } from './values/addresses.js';
import { itemAt } from './values/item-at.js';
import { beijing, utc } from './values/times.js';
import { createTopology, type PlacedModule } from './topology.js';
import { AUTHOR } from '../fixtures/format/defaults.js';
import type {
  WrittenBusiness,
  WrittenHost,
  WrittenModule,
  WrittenProcess,
  WrittenProcessTemplate,
  WrittenServiceInstance,
  WrittenServiceTemplate,
  WrittenSet,
  WrittenSetTemplate,
} from '../fixtures/format/schema.js';

type With<T, Key extends keyof T> = T & Required<Pick<T, Key>>;

export type GeneratedServiceInstance = Omit<
  With<WrittenServiceInstance, 'bk_module_id' | 'bk_host_id' | 'create_time'>,
  'processes'
> & { processes?: WrittenProcess[] };

/** The generated rows, in the form of a fixture. */
export interface Generated {
  businesses: Iterable<WrittenBusiness>;
  set_templates: Iterable<With<WrittenSetTemplate, 'bk_biz_id'>>;
  service_templates: Iterable<WrittenServiceTemplate>;
  process_templates: Iterable<WrittenProcessTemplate>;
  sets: Iterable<WrittenSet>;
  modules: Rows<Omit<WrittenModule, 'service_instances'>>;
  hosts: Rows<With<WrittenHost, 'bk_host_innerip'>>;
  /** By id, ascending, with their processes nested, also by id. */
  service_instances: Iterable<GeneratedServiceInstance>;
}

/** Special cases that small data must contain, by their places among each fifty instances. */
const RULES = { cycle: 50, noProcess: 7, oneToFiveProcesses: 8, custom: 8, twoAddresses: 9 } as const;

const DAY = 24 * 3_600_000;
const FIRST_INSTANCE_AT = Date.UTC(2019, 5, 5, 6, 59, 12, 65);

const STAFF = 48;
const FAKERS: Readonly<Record<Locale, Faker>> = { zh_CN: zh, en };

/** The main entry point of faker would load all its seventy locales for this one class. */
const createFaker = (locale: Locale, randomizer: Random): Faker => {
  const original = FAKERS[locale];
  return new (original.constructor as typeof Faker)({ locale: [original.rawDefinitions], randomizer });
};

/**
 * Makes data that looks like a real CMDB's.
 *
 * A row depends on the seed and its id. Only its owner also depends on the shape. One more service instance changes no
 * other row. One more entity of another kind changes no other row either, unless its kind is crowded: more than 3 instances
 * to a host, 20 to a module, 4 modules to a set template, 4 set templates to a business. If it is crowded, the new one takes
 * its share from the others. One more process per instance gives more to the instances that have the most.
 *
 * The first set template (id 11, business 2) has about two thirds of the service instances.
 *
 * @param seed a safe integer; the same seed gives the same rows
 * @throws RangeError if `checkShape` refuses the shape
 */
export const generate = (
  seed: number,
  shape: Shape,
): Generated & { service_instances: Rows<GeneratedServiceInstance> } => {
  checkShape(seed, shape);
  const { locale } = shape;
  const random = createRandom(seed);
  const { helpers, number, datatype, person, system } = createFaker(locale, random);
  const topology = createTopology(shape, random);
  const innerIp = createAddresses(random);
  const kindTemplate = createKindTemplates();

  const staff = Array.from({ length: STAFF }, (_, index) => {
    random.at('staff', index);
    const login = helpers.arrayElement(catalogue.SURNAMES) + helpers.arrayElement(catalogue.GIVEN_NAMES);
    return { login: datatype.boolean(0.2) ? `v_${login}` : login, name: person.fullName() };
  });

  const numbered = (entity: string, names: readonly string[]) => {
    random.at(entity, 0);
    const start = Math.floor(random.next() * names.length);
    return (index: number): string => {
      const round = Math.floor(index / names.length);
      return itemAt(names, (start + index) % names.length) + (round === 0 ? '' : `-${round + 1}`);
    };
  };
  const businessName = numbered('business names', catalogue.BUSINESS_NAMES[locale]);
  const setTemplateName = numbered('set template names', catalogue.SET_TEMPLATE_NAMES[locale]);

  const business = (index: number): WrittenBusiness => ({
    bk_biz_id: FIRST_ID.business + index,
    bk_biz_name: index === 0 ? catalogue.BLUEKING[locale] : businessName(index - 1),
  });

  const setTemplate = (index: number): With<WrittenSetTemplate, 'bk_biz_id'> => ({
    id: FIRST_ID.setTemplate + index,
    name: setTemplateName(index),
    bk_biz_id: FIRST_ID.business + topology.businessOfTemplate(index),
  });

  const module = (index: number): WrittenModule => {
    const { business, setTemplate, serviceTemplateId, tier, kind } = itemAt(topology.modules, index);
    random.at('module', index);
    return {
      bk_module_id: FIRST_ID.module + index,
      bk_biz_id: FIRST_ID.business + business,
      bk_module_name: helpers.arrayElement((itemAt(tier, kind).modules as catalogue.Texts)[locale]),
      bk_set_id: setIdOf(business, setTemplate),
      ...(setTemplate === undefined
        ? {}
        : { set_template_id: FIRST_ID.setTemplate + setTemplate, service_template_id: serviceTemplateId }),
    };
  };

  const host = (index: number): With<WrittenHost, 'bk_host_innerip'> => {
    random.at('host', index);
    const ip = innerIp(index);
    const suffix = ip.split('.').slice(1).join('-');
    const site = helpers.arrayElement(catalogue.HOST_SITES);
    return {
      bk_host_id: FIRST_ID.host + index,
      bk_host_innerip: ip,
      bk_host_name: datatype.boolean() ? `VM-${suffix}-centos` : `${site}-node-${suffix}`,
      ...(datatype.boolean(0.1) ? { bk_cloud_id: number.int({ min: 1, max: 3 }) } : {}),
    };
  };

  const labelsOf = (index: number): Record<string, string> | undefined => {
    if (index % 5 === 0 || (index % 5 !== 1 && datatype.boolean(0.4))) return undefined;
    const labels: Record<string, string> = { env: helpers.arrayElement(catalogue.ENVIRONMENTS) };
    for (const [key, values] of Object.entries(catalogue.LABELS))
      if (datatype.boolean(0.4)) labels[key] = helpers.arrayElement(values);
    if (datatype.boolean(0.2)) labels.version = system.semver();
    return labels;
  };

  /** The time of the last change; undefined if there was none. */
  const changedAfter = (made: number): number | undefined =>
    datatype.boolean(0.45) ? made + number.int({ min: 1000, max: 300 * DAY }) : undefined;

  const processCount = (index: number): number => {
    const most = shape.processesPerInstance;
    const place = index % RULES.cycle;
    if (place === RULES.noProcess) return 0;
    const ruled = place - RULES.oneToFiveProcesses;
    if (ruled >= 0 && ruled < 5) return Math.min(ruled + 1, most);
    let count = Math.min(1, most);
    while (count < most && datatype.boolean(0.52)) count++;
    return count;
  };

  const customAttributes = (): Record<string, unknown> => ({
    bk_custom_owner: helpers.arrayElement(staff).name,
    bk_custom_cost_center: `CC-${number.int({ min: 1000, max: 9999 })}`,
    bk_custom_level: number.int({ min: 1, max: 5 }),
    bk_custom_monitored: datatype.boolean(),
    bk_custom_tags: helpers.arrayElements(catalogue.CUSTOM_TAGS[locale], { min: 0, max: 3 }),
  });

  const process = (instance: number, order: number, placed: PlacedModule, ip: string, made: number): WrittenProcess => {
    const id = FIRST_ID.process + instance * PROCESS_IDS + order;
    const { tier, kind: first, serviceTemplateId } = placed;
    const kind = itemAt(tier, (first + order) % tier.length);
    const { attributes, listeners } = kindTemplate(
      kind,
      order === 0 ? placed.shift : 0,
      Math.floor(order / tier.length),
    );
    const place = order === 0 ? instance % RULES.cycle : undefined;
    random.at('process', id);

    const row: WrittenProcess = { bk_process_id: id };
    if (serviceTemplateId !== 0) row.process_template_id = serviceTemplateId * PROCESS_IDS + order;
    Object.assign(row, attributes);
    if (datatype.boolean(0.7)) row.description = kind.description[locale];
    if (datatype.boolean(0.1)) row.auto_time_gap = helpers.arrayElement([10, 30, 120, 300]);
    if (listeners.length > 0) {
      row.bind_info = bindInfo(listeners, ip, place === RULES.twoAddresses || datatype.boolean(0.05));
      const last = row.bind_info.at(-1);
      if (last !== undefined && datatype.boolean(0.04)) last.enable = false;
    }
    const created = made + order * 500 + number.int(499);
    row.create_time = beijing(created);
    const changed = changedAfter(created);
    if (changed !== undefined) row.last_time = beijing(changed);
    if (place === RULES.custom || datatype.boolean(0.12)) Object.assign(row, customAttributes());
    return row;
  };

  const serviceInstance = (index: number): GeneratedServiceInstance => {
    const hostIndex = topology.hostOf(index);
    const moduleIndex = topology.moduleOf(index);
    random.at('service instance', index);

    const labels = labelsOf(index);
    const creator = datatype.boolean(0.3) ? AUTHOR : helpers.arrayElement(staff).login;
    // Ids and times ascend together. An installation grows faster and faster: in 2024 it has a million.
    const made = Math.floor(FIRST_INSTANCE_AT + 182 * DAY * Math.log1p((index + random.next()) / 50));
    const changed = changedAfter(made);
    const modifier = changed === undefined ? creator : helpers.arrayElement(staff).login;
    const row: GeneratedServiceInstance = {
      id: FIRST_ID.serviceInstance + index,
      bk_module_id: FIRST_ID.module + moduleIndex,
      bk_host_id: FIRST_ID.host + hostIndex,
      ...(labels === undefined ? {} : { labels }),
      ...(creator === AUTHOR ? {} : { creator }),
      ...(modifier === creator ? {} : { modifier }),
      create_time: utc(made),
      ...(changed === undefined ? {} : { last_time: utc(changed) }),
    };

    const count = processCount(index);
    if (count > 0) {
      const placed = itemAt(topology.modules, moduleIndex);
      const ip = innerIp(hostIndex);
      row.processes = Array.from({ length: count }, (_, order) => process(index, order, placed, ip, made));
    }
    return row;
  };

  return {
    businesses: lazyRows(shape.businesses, business),
    set_templates: lazyRows(shape.setTemplates, setTemplate),
    ...createSetsAndTemplates({ shape, topology, setTemplateName, kindTemplate }),
    modules: lazyRows(shape.modules, module),
    hosts: lazyRows(shape.hosts, host),
    service_instances: lazyRows(shape.serviceInstances, serviceInstance),
  };
};
