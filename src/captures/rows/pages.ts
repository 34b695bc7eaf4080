import { listChoices, plural } from '../../util/words.js';
import type { Notes } from '../notes.js';
import { isId, type Captured } from '../read/captured.js';
import { NAMES_BY_SET_TEMPLATE } from '../read/components.js';
import type { Reply } from '../read/read-reply.js';
import type { ServiceInstanceRow } from './service-instances.js';

/** The captured pages of one list: the lengths that they give, and the rows that they hold. */
interface CapturedList {
  name: string;
  counts: Set<number>;
  /** The latest page that gives the length of the list. */
  last: { at: Captured; count: number };
  ids: Set<number>;
}

/** The name of a list, and what tells it from all other lists. */
type ListId = Pick<CapturedList, 'name'> & { key: string };

const ofBusiness = (bizId: number | undefined): string => (bizId === undefined ? '' : ` of business ${bizId}`);

/** If the set template is not known, pages that give the same length are taken for those of one list. */
const setTemplateList = (templateId: number | undefined, bizId: number | undefined, count: number): ListId => {
  if (templateId === undefined) {
    const name = `a set template${ofBusiness(bizId)}`;
    return { name, key: `${name}, ${count}` };
  }
  const name = `set template ${templateId}${ofBusiness(bizId)}`;
  return { name, key: name };
};

const componentList = (name: string, filter: string | undefined, bizId: number | undefined): ListId => {
  const list = `${name}${ofBusiness(bizId)}`;
  return filter === undefined ? { name: list, key: list } : { name: `${list}, filtered`, key: `${list}, ${filter}` };
};

const isIncomplete = ({ ids, last }: CapturedList): boolean => ids.size < last.count;

const reportList = (list: CapturedList, notes: Notes): void => {
  const { name, counts, ids } = list;
  const { at, count } = list.last;
  const has = `${name} has ${plural(count, 'service instance')}`;
  if (counts.size > 1) {
    notes.each('lists that changed', at, () => {
      return `${name} changed while it was captured: its pages count ${[...counts].join(', ')} service instances; capture it again for a list of one moment`;
    });
  }
  if (isIncomplete(list)) {
    notes.each('lists of which pages are missing', at, () => {
      return `${has}, of which ${ids.size} were captured; capture the other pages too`;
    });
  }
  if (ids.size > count) {
    notes.each('lists with too many service instances', at, () => {
      return `${has}, but ${ids.size} were captured; those that were removed meanwhile are among them`;
    });
  }
};

/** The captured pages of lists of service instances, to find out whether the lists are complete. */
export class Pages {
  readonly #lists = new Map<string, CapturedList>();
  /** Pages of a set template that is not known, because their requests were not captured. */
  readonly #unplacedPages: { at: Captured; moduleIds: Set<unknown> }[] = [];
  /** Rows of pages that no set template is asked for. */
  readonly #otherRows: { at: Captured; moduleId: unknown }[] = [];

  take(reply: Reply, templateId: number | undefined, rows: readonly ServiceInstanceRow[]): void {
    const { component, data, parameters } = reply;
    const isOfSetTemplate = component.captured.listedBy === 'set_template_id';
    if (!isOfSetTemplate) {
      for (const { bk_module_id } of rows) this.#otherRows.push({ at: data, moduleId: bk_module_id });
    } else if (templateId === undefined && rows.length > 0) {
      this.#unplacedPages.push({ at: data, moduleIds: new Set(rows.map((row) => row.bk_module_id)) });
    }
    const at = data.at('count');
    const count = at.value;
    if (typeof count !== 'number') return;
    const bizId = parameters.bk_biz_id ?? rows.map((row) => row.bk_biz_id).find(isId);
    const id = isOfSetTemplate
      ? setTemplateList(templateId, bizId, count)
      : componentList(component.name, parameters.filter, bizId);
    const list = this.#listOf(id, { at, count });
    list.counts.add(count);
    list.last = { at, count };
    for (const row of rows) list.ids.add(row.id);
  }

  #listOf({ name, key }: ListId, last: CapturedList['last']): CapturedList {
    const found = this.#lists.get(key) ?? { name, counts: new Set(), last, ids: new Set() };
    this.#lists.set(key, found);
    return found;
  }

  /**
   * Notes pages that are missing, and service instances that are in the list of no set template.
   *
   * @param isPlaced whether the set template of a module is known
   */
  report(isPlaced: (moduleId: unknown) => boolean, notes: Notes): void {
    for (const list of this.#lists.values()) reportList(list, notes);
    for (const { at, moduleIds } of this.#unplacedPages) {
      if ([...moduleIds].every(isPlaced)) continue;
      notes.tally('pages of no set template', at, (count) => {
        const pages = plural(count, 'reply does', 'replies do');
        return `${pages} not tell which set template was asked for, so the service instances are in the list of none: give --set-template-id N, or capture the requests too`;
      });
    }
    for (const { at, moduleId } of this.#otherRows) {
      if (isPlaced(moduleId)) continue;
      notes.tally('rows of no set template', at, (count) => {
        const modules = `${plural(count, 'service instance')} in modules whose set template is not known`;
        return `${modules}: in the list of no set template; capture ${listChoices(NAMES_BY_SET_TEMPLATE)} too`;
      });
    }
  }
}
