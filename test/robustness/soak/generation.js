/** Data sets of which every answer is known. Each generation has other names and another number of service instances. */

export const LPI = '/api/c/compapi/v2/cc/list_process_instance/';
export const LSI = '/api/c/compapi/v2/cc/list_service_instance_by_set_template/';
const [BUSINESS, SET_TEMPLATE, MODULE] = [2, 3, 1];
const FEWEST = 20;
const PROCESSES = [1, 2];
const TIME = '2024-01-01T00:00:00.000Z';

/** Service instances have the ids 1 to this. */
export const countOf = (generation) => FEWEST + (generation % 7);

/** No generation has less. */
export const MOST_SHARED_ID = FEWEST;

const instance = (generation, id) => ({
  id,
  name: `g${generation}-${id}`,
  labels: { generation: String(generation) },
  service_template_id: 50,
  bk_host_id: 7,
  creator: 'admin',
  modifier: `g${generation}`,
  create_time: TIME,
  last_time: TIME,
  bk_supplier_account: '0',
});

const process = (generation, id, number) => ({
  bk_process_id: id * 10 + number,
  bk_process_name: `g${generation}-${id}-${number}`,
  bk_func_name: `g${generation}`,
  work_path: `/data/${generation}`,
  port_range: [generation, number],
});

const withProcesses = (generation, id) => ({
  ...instance(generation, id),
  processes: PROCESSES.map((number) => process(generation, id, number)),
});

const ids = (count) => Array.from({ length: count }, (_, index) => index + 1);

/** The fixture of a generation. */
export const fixtureOf = (generation) => ({
  modules: [
    {
      bk_module_id: MODULE,
      bk_biz_id: BUSINESS,
      set_template_id: SET_TEMPLATE,
      service_instances: ids(countOf(generation)).map((id) => withProcesses(generation, id)),
    },
  ],
});

/** A fixture that brings one service instance to another generation. */
export const patchOf = (generation, id) => ({
  service_instances: [{ ...withProcesses(generation, id), bk_module_id: MODULE }],
});

export const lpiRequest = (id) => ({ bk_biz_id: BUSINESS, service_instance_id: id });
export const lsiRequest = (start, limit) => ({
  bk_biz_id: BUSINESS,
  set_template_id: SET_TEMPLATE,
  page: { start, limit },
});

const has = (value, wanted) =>
  Object.entries(wanted).every(([key, one]) => JSON.stringify(value?.[key]) === JSON.stringify(one));

/** True if `data` of a reply has exactly the processes of a service instance in a generation. */
export const isProcessesOf = (data, generation, id) =>
  Array.isArray(data) &&
  data.length === PROCESSES.length &&
  PROCESSES.every((number, index) => {
    const { property, relation } = data[index];
    return (
      has(property, { ...process(generation, id, number), bk_biz_id: BUSINESS }) &&
      has(relation, { bk_process_id: id * 10 + number, service_instance_id: id, bk_host_id: 7, bk_biz_id: BUSINESS })
    );
  });

/**
 * True if `data` of a reply is the page of a data set.
 *
 * @param {number} count of its service instances
 * @param {(id: number) => number} generationOf a service instance
 */
export const isPageOf = (data, count, generationOf, { page: { start, limit } }) => {
  const wanted = ids(count).slice(start, start + limit);
  return (
    data?.count === count &&
    data.info.length === wanted.length &&
    wanted.every((id, index) =>
      has(data.info[index], { ...instance(generationOf(id), id), bk_biz_id: BUSINESS, bk_module_id: MODULE }),
    )
  );
};
