/** Two data sets, the old and the new one, in every form that a command takes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUSINESS = 2;

/** Large enough for writing it to take a while. */
const ROWS = { old: 1500, new: 2000 };

const instanceOf = (which, id) => ({
  id,
  name: `${which}-${id}`,
  processes: [1, 2].map((number) => ({
    bk_process_id: id * 10 + number,
    bk_process_name: `${which}-${id}-${number}`,
    work_path: '/data',
  })),
});

const instances = (which) => Array.from({ length: ROWS[which] }, (_, index) => instanceOf(which, index + 1));

export const fixtureOf = (which) => ({
  modules: [{ bk_module_id: 1, bk_biz_id: BUSINESS, set_template_id: 3, service_instances: instances(which) }],
});

/** Replies of a live system that hold the same, as `import` reads them. */
const captureOf = (which) =>
  instances(which).map(({ id, processes }) => ({
    request: { bk_biz_id: BUSINESS, service_instance_id: id },
    response: {
      result: true,
      code: 0,
      message: 'success',
      data: processes.map((property) => ({
        property: { ...property, bk_biz_id: BUSINESS },
        relation: {
          bk_biz_id: BUSINESS,
          bk_process_id: property.bk_process_id,
          service_instance_id: id,
          process_template_id: 0,
          bk_host_id: 1,
          bk_supplier_account: '0',
        },
      })),
    },
  }));

/** Writes the fixtures and the captures of both into a folder. */
export const writeInputs = (folder) => {
  for (const which of ['old', 'new']) {
    mkdirSync(join(folder, which), { recursive: true });
    writeFileSync(join(folder, which, 'fixture.json'), JSON.stringify(fixtureOf(which)));
    writeFileSync(join(folder, `${which}-capture.json`), JSON.stringify(captureOf(which)));
  }
};
