import type { WrittenProcessTemplate, WrittenServiceTemplate, WrittenSet } from '../fixtures/format/schema.js';
import type { Texts } from './catalogue.js';
import { FIRST_ID, PROCESS_IDS, setIdOf } from './ids.js';
import { itemAt } from './values/item-at.js';
import type { KindTemplate, KindTemplateOf } from './kind-templates.js';
import type { Locale, Shape } from './shapes.js';
import type { PlacedModule, Topology } from './topology.js';

const WITHOUT_TEMPLATE: Record<Locale, string> = { zh_CN: '自建集群', en: 'custom' };

/** CMDB numbers the addresses that a process template may bind. */
const BIND_IP = { loopback: '1', all: '2', inner: '3' } as const;

const fixed = (value: unknown) => ({ value, as_default_value: true });

const propertyOf = ({ attributes, listeners }: KindTemplate): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, fixed(value)])),
  bind_info: fixed(
    listeners.map(({ on, port, udp }, index) => ({
      enable: fixed(true),
      ip: fixed(BIND_IP[on]),
      port: fixed(String(port)),
      protocol: fixed(udp ? '2' : '1'),
      row_id: index + 1,
    })),
  ),
});

interface Parts {
  shape: Shape;
  topology: Topology;
  setTemplateName: (index: number) => string;
  kindTemplate: KindTemplateOf;
}

/** Makes the sets that modules are in, and the templates that modules and processes name. */
export const createSetsAndTemplates = ({ shape, topology, setTemplateName, kindTemplate }: Parts) => {
  const { locale } = shape;

  /** The first module of each service template; all modules of a service template are alike. */
  const modules = new Map<number, PlacedModule>();
  for (const module of topology.modules) {
    const { serviceTemplateId } = module;
    if (serviceTemplateId !== 0 && !modules.has(serviceTemplateId)) modules.set(serviceTemplateId, module);
  }
  const ids = [...modules.keys()].sort((a, b) => a - b);

  function* sets(): Generator<WrittenSet> {
    const rows = new Map<number, WrittenSet>();
    for (const { business, setTemplate } of topology.modules) {
      const id = setIdOf(business, setTemplate);
      if (rows.has(id)) continue;
      rows.set(id, {
        bk_set_id: id,
        bk_biz_id: FIRST_ID.business + business,
        bk_set_name: setTemplate === undefined ? WITHOUT_TEMPLATE[locale] : setTemplateName(setTemplate),
        ...(setTemplate === undefined ? {} : { set_template_id: FIRST_ID.setTemplate + setTemplate }),
      });
    }
    yield* [...rows.values()].sort((a, b) => a.bk_set_id - b.bk_set_id);
  }

  function* serviceTemplates(): Generator<WrittenServiceTemplate> {
    for (const id of ids) {
      const { business, tier, kind } = modules.get(id) as PlacedModule;
      const name = itemAt((itemAt(tier, kind).modules as Texts)[locale], 0);
      yield { id, bk_biz_id: FIRST_ID.business + business, name };
    }
  }

  function* processTemplates(): Generator<WrittenProcessTemplate> {
    for (const service_template_id of ids) {
      const { business, tier, kind: first, shift } = modules.get(service_template_id) as PlacedModule;
      for (let order = 0; order < shape.processesPerInstance; order += 1) {
        const kind = itemAt(tier, (first + order) % tier.length);
        const template = kindTemplate(kind, order === 0 ? shift : 0, Math.floor(order / tier.length));
        yield {
          id: service_template_id * PROCESS_IDS + order,
          bk_biz_id: FIRST_ID.business + business,
          service_template_id,
          bk_process_name: String(template.attributes.bk_process_name),
          property: propertyOf(template),
        };
      }
    }
  }

  const reread = <T>(rows: () => Iterator<T>): Iterable<T> => ({ [Symbol.iterator]: rows });
  return {
    sets: reread(sets),
    service_templates: reread(serviceTemplates),
    process_templates: reread(processTemplates),
  };
};
