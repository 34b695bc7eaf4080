/** The recordings of a live system: see README.md. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @returns {string} the path of a file in this folder */
export const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The fixture with the accounts and the data that the recorded requests name. */
export const ACCOUNTS = pathOf('accounts.yaml');

/**
 * The settings of an emulator that is compared with the recordings.
 *
 * @type {{ contract: 'cmdb-3.14', auth: 'strict', fixtures: string[] }}
 */
export const SETTINGS = { contract: 'cmdb-3.14', auth: 'strict', fixtures: [ACCOUNTS] };

const read = (name) => JSON.parse(readFileSync(pathOf(name), 'utf8'));

/**
 * The recordings of the ESB and of CMDB, in their order.
 *
 * @returns {{ esb: object[], cmdb: object[] }}
 */
export const readRecordings = () => ({ esb: read('esb.json'), cmdb: read('cmdb.json') });

/** The paths of CMDB that the two components ask. */
const ASKED = /\/(process_instance|list_service_instance\/biz\/.*)$/;

const OTHER_COMPONENT = /another component/;
const SERVER_BELOW =
  /web server behaviour|gunicorn|Web server|Python's? (recursion|limit)|Python version|gateway public key|SSM/;
const BEFORE_OR_OWN =
  /^(double-slash-(front|in-cc)|path-double-slash.*|path-raw-utf8|root|head|method-head.*|method-options.*|length-.*)$/;

/**
 * The kind of a recording of the ESB.
 *
 * @returns {'esb' | 'forwarded' | 'python-text' | 'other' | 'web-server' | 'front' | 'address'} `KINDS` says what each is
 */
export const kindOf = ({ id, note = '', python_text: hasPythonText, cmdb_received: received }) => {
  if (hasPythonText) return 'python-text';
  if (OTHER_COMPONENT.test(note)) return 'other';
  if (SERVER_BELOW.test(note)) return 'web-server';
  if (BEFORE_OR_OWN.test(id)) return 'front';
  if (!received) return 'esb';
  return ASKED.test(received.path) ? 'forwarded' : 'address';
};

/** Whether the path is one of the two that the components ask. */
export const isAsked = (path) => ASKED.test(path);

/** The kinds whose sum is the number of the README. */
export const COUNTED = ['esb', 'forwarded', 'cmdb'];

/** The kinds that have to be the same. */
export const EXPECTED = [...COUNTED, 'api-server'];
