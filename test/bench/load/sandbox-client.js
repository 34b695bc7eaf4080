/** A client of one sandbox over HTTP, as a test in any language would write it. */
import { askOk } from '../servers/http-client.js';
import { LPI, lpiBody } from './requests.js';

const PROCESSES = [1, 2];

/** @returns {object} a fixture of service instances 1 to `count`, each with two processes */
export const fixtureOf = (count) => ({
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      set_template_id: 3,
      service_instances: Array.from({ length: count }, (_, index) => ({
        id: index + 1,
        processes: PROCESSES.map((process) => ({ bk_process_id: (index + 1) * 10 + process })),
      })),
    },
  ],
});

/**
 * @param {string} url of the emulator
 * @param {string} name of the sandbox
 * @param {import('node:http').Agent} agent that keeps its connection
 */
export const sandboxClient = (url, name, agent) => {
  const own = `${url}/@${name}`;
  return {
    load: (fixture) => askOk(`${own}/__emulator/data`, { method: 'PUT', body: JSON.stringify(fixture), agent }),
    /** @throws if the service instance has not the processes of the fixture */
    listProcesses: async (id) => {
      const { text } = await askOk(own + LPI, { method: 'POST', body: lpiBody(id), agent });
      const { length } = JSON.parse(text).data;
      if (length !== PROCESSES.length) {
        throw new Error(`sandbox ${name}: service instance ${id} has ${length} processes, not ${PROCESSES.length}`);
      }
    },
    reset: () => askOk(`${own}/__emulator/reset`, { method: 'POST', agent }),
    drop: () => askOk(`${url}/__emulator/sandboxes/${name}`, { method: 'DELETE', agent }),
  };
};
