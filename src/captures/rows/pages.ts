import type { CapturedListName } from '../../messages/capture/lists.js';
import type { Message } from '../../messages/message.js';
import type { Notes } from '../notes.js';
import { isId, type Captured } from '../read/captured.js';
import { NAMES_BY_SET_TEMPLATE } from '../read/components.js';
import type { Reply } from '../read/read-reply.js';
import type { ServiceInstanceRow } from './service-instances.js';

/** The captured pages of one list: the lengths that they give, and the rows that they hold. */
interface CapturedList {
  name: CapturedListName;
  counts: Set<number>;
  /** The latest page that gives the length of the list. */
  last: { at: Captured; count: number };
  ids: Set<number>;
}

/** The name of a list, and what tells it from all other lists of the same name. */
type ListId = Pick<CapturedList, 'name'> & { more?: string | number | undefined };

/** If the set template is not known, pages that give the same length are taken for those of one list. */
const setTemplateList = (setTemplateId: number | undefined, count: number): ListId =>
  setTemplateId === undefined ? { name: {}, more: count } : { name: { setTemplateId } };

const componentList = (component: string, filter: string | undefined): ListId =>
  filter === undefined ? { name: { component } } : { name: { component, isFiltered: true }, more: filter };

const isIncomplete = ({ ids, last }: CapturedList): boolean => ids.size < last.count;

const reportList = (list: CapturedList, notes: Notes): void => {
  const { at, count } = list.last;
  const say = (message: Message): void => notes.each(message.code, at, () => message);
  if (list.counts.size > 1) say({ code: 'CAPTURE_LIST_CHANGED', list: list.name, counts: [...list.counts] });
  const lengths = { list: list.name, count, captured: list.ids.size };
  if (isIncomplete(list)) say({ code: 'CAPTURE_PAGES_MISSING', ...lengths });
  if (lengths.captured > count) say({ code: 'CAPTURE_LIST_TOO_LONG', ...lengths });
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
    const { name, more } = isOfSetTemplate
      ? setTemplateList(templateId, count)
      : componentList(component.name, parameters.filter);
    const named = bizId === undefined ? name : { ...name, bizId };
    const list = this.#listOf({ name: named, more }, { at, count });
    list.counts.add(count);
    list.last = { at, count };
    for (const row of rows) list.ids.add(row.id);
  }

  #listOf({ name, more }: ListId, last: CapturedList['last']): CapturedList {
    const key = JSON.stringify([name, more]);
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
      notes.tally('pages of no set template', at, (count) => ({ code: 'CAPTURE_NO_SET_TEMPLATE', count }));
    }
    for (const { at, moduleId } of this.#otherRows) {
      if (isPlaced(moduleId)) continue;
      notes.tally('rows of no set template', at, (count) => ({
        code: 'CAPTURE_MODULES_UNPLACED',
        count,
        components: NAMES_BY_SET_TEMPLATE,
      }));
    }
  }
}
