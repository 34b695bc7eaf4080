import type { Notes } from '../notes.js';
import type { Reply } from '../read/read-reply.js';
import { Pages } from './pages.js';
import { ProcessProperties } from './process-properties.js';
import { Processes } from './processes.js';
import { ServiceInstances } from './service-instances.js';

/** All captured rows, each in its last version. */
export interface CollectedRows {
  instances: ServiceInstances;
  processes: Processes;
}

/**
 * Merges the rows of all replies by their ids.
 *
 * @param setTemplateId the set template of replies that were captured without their requests
 * @param notes gets what contradicts and what is incomplete
 */
export const collectRows = (
  replies: readonly Reply[],
  setTemplateId: number | undefined,
  notes: Notes,
): CollectedRows => {
  const instances = new ServiceInstances();
  const processes = new Processes();
  const properties = new ProcessProperties();
  const pages = new Pages();
  for (const reply of replies) {
    const { rows, listedBy } = reply.component.captured;
    if (rows === 'processes') processes.take(reply, notes);
    else if (rows === 'process_properties') properties.take(reply, notes);
    else {
      const templateId = listedBy === undefined ? undefined : (reply.parameters[listedBy] ?? setTemplateId);
      pages.take(reply, templateId, instances.take(reply, templateId, notes));
    }
  }
  instances.report(notes);
  processes.rows.report(notes);
  properties.addTo(processes, notes);
  pages.report((moduleId) => instances.setTemplateOf(moduleId) !== undefined, notes);
  return { instances, processes };
};
