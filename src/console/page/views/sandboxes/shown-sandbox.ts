import type { SandboxData } from '../../../../sandboxes/sandbox-dataset.ts';
import type { ShownSettings } from '../../state/sandbox-settings.ts';

/** A sandbox as the control API describes it. */
export interface ShownSandbox extends ShownSettings {
  name: string;
  /** As ISO 8601. */
  last_used: string;
  data: SandboxData;
  /** How many its journal holds. */
  requests: number;
  faults: number;
  /** Bytes of memory that it takes, without its journal. */
  bytes: number;
}
