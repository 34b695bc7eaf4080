import type { Component } from '../calls/component.js';
import type { CmdbData } from './repository.js';

/** How the captured replies of a component become rows of a fixture. */
export interface CapturedRows {
  /** The place of the rows: `data` is their list, or a page `{count, info}` with the list in `info`. */
  data: 'list' | 'page';
  /** The kind of the rows: `{property, relation}`, service instances, or attributes of processes alone. */
  rows: 'processes' | 'service_instances' | 'process_properties';
  /** The parameter that names the list of which a page is a part, if rows do not tell it themselves. */
  listedBy?: 'set_template_id';
  /** Other parameters that narrow the list down. Pages of one list have the same values for all of them. */
  filteredBy?: readonly string[];
}

/** A component of CMDB. */
export interface CmdbComponent extends Component<CmdbData> {
  /** The path at CMDB's own API server. If it ends with a slash, `bk_biz_id` comes behind it, and not in the body. */
  cmdbPath: string;
  captured: CapturedRows;
}
