import { delimiter } from 'node:path';
import { readValue } from '../../settings/read-value.js';
import { environmentName, type SettingTable } from '../../settings/setting.js';
import { UsageError } from '../../settings/usage-error.js';
import { didYouMean } from '../../util/suggest.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Other programs may have variables with our prefix, so only a name this near to a known one counts as misspelled. */
const MOST_TYPOS = 2;

/**
 * Checks the environment for misspelled variables.
 *
 * @throws UsageError naming the variable and the similar one that is known
 */
export const checkEnvironment = (table: SettingTable, env: Environment): void => {
  const known = Object.values(table).map(environmentName);
  for (const name of Object.keys(env).filter((name) => name.startsWith('BK_ESB_') && !known.includes(name))) {
    const suggestion = didYouMean(name, known, MOST_TYPOS);
    if (suggestion !== '') throw new UsageError(`unknown environment variable ${name}${suggestion}`);
  }
};

/**
 * Reads settings from environment variables. An empty variable counts as absent.
 *
 * @throws UsageError naming the variable and the values that it takes
 */
export const readEnvironment = (table: SettingTable, env: Environment): Record<string, unknown> => {
  const given: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(table)) {
    const variable = environmentName(setting);
    const text = env[variable];
    // For a service named bk-esb, container links set variables such as BK_ESB_PORT=tcp://10.0.0.1:8000.
    if (setting.flagOnly || text === undefined || text === '' || text.startsWith('tcp://')) continue;
    given[name] =
      setting.kind === 'strings'
        ? text.split(delimiter).filter((part) => part !== '')
        : readValue(setting, variable, text);
  }
  return given;
};
