/** Sandboxes over HTTP, as a test of any language would use them. */
import { askWell } from './http.js';
import { dataOf, LPI, lpiBody } from './requests.js';

/** Service instances, each with two processes, from an id on. */
export const fixtureFrom = (first, count) => ({
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      set_template_id: 3,
      service_instances: Array.from({ length: count }, (_, index) => ({
        id: first + index,
        processes: [1, 2].map((which) => ({ bk_process_id: (first + index) * 10 + which })),
      })),
    },
  ],
});

/** @param {string} url of the emulator */
export const sandbox = (url, name, agent) => {
  const own = `${url}/@${name}`;
  return {
    load: (fixture) => askWell(`${own}/__emulator/data`, { method: 'PUT', body: JSON.stringify(fixture), agent }),
    ask: (id) => askWell(own + LPI, { method: 'POST', body: lpiBody(id), agent }),
    reset: () => askWell(`${own}/__emulator/reset`, { method: 'POST', agent }),
    drop: () => askWell(`${url}/__emulator/sandboxes/${name}`, { method: 'DELETE', agent }),
    /** @throws where it has not the two processes of an instance */
    check: async (id) => {
      const { length } = await dataOf(own, LPI, lpiBody(id));
      if (length !== 2)
        throw new Error(`sandbox ${name}: service instance ${id} has ${length} processes in place of 2`);
    },
  };
};
