import { delimiter } from 'node:path';
import { readValue } from '../../settings/read-value.js';
import { environmentNames, type SettingTable } from '../../settings/setting.js';
import { UsageError } from '../../settings/usage-error.js';
import { nearest } from '../../util/suggest.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** For a service named bk-esb, Kubernetes and links of containers set variables such as BK_ESB_PORT=tcp://10.0.0.1:8000. */
const OF_A_SERVICE = /^(tcp|udp|sctp):\/\//;

/** Other programs may have variables with our prefix, so only a name this near to a known one counts as misspelled. */
const MOST_TYPOS = 2;

/**
 * Checks the environment for misspelled variables.
 *
 * @throws UsageError naming the variable and the similar one that is known
 */
export const checkEnvironment = (table: SettingTable, env: Environment): void => {
  const known = Object.values(table).flatMap(environmentNames);
  for (const name of Object.keys(env).filter((name) => name.startsWith('BK_ESB_') && !known.includes(name))) {
    const meant = nearest(name, known, MOST_TYPOS);
    if (meant !== null) throw new UsageError({ code: 'SETTING_UNKNOWN_VARIABLE', name, meant });
  }
};

const isGiven = (text = ''): boolean => text !== '' && !OF_A_SERVICE.test(text);

/**
 * Reads settings from environment variables. An empty variable counts as absent.
 *
 * @throws UsageError naming the variable and the values that it takes
 */
export const readEnvironment = (table: SettingTable, env: Environment): Record<string, unknown> => {
  const given: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(table)) {
    const variable = environmentNames(setting).find((spelling) => isGiven(env[spelling]));
    if (setting.flagOnly || variable === undefined) continue;
    const text = env[variable] as string;
    given[name] =
      setting.kind === 'strings'
        ? text.split(delimiter).filter((part) => part !== '')
        : readValue(setting, variable, text);
  }
  return given;
};
