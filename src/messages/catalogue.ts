import { CAPTURED_FILES } from './capture/files.js';
import { CAPTURED_LISTS } from './capture/lists.js';
import { RECORDED_CALLS } from './capture/recordings.js';
import { CAPTURED_REPLIES } from './capture/replies.js';
import { CAPTURED_ROWS } from './capture/rows.js';
import { FAULTS } from './fault/spec.js';
import { FIXTURE_FILES } from './fixture/files.js';
import { FIXTURE_ROWS } from './fixture/rows.js';
import { STUB_PROBLEMS } from './fixture/stubs.js';
import { FIXTURE_SYNTAX } from './fixture/syntax.js';
import { FIXTURE_VALUES } from './fixture/values.js';
import { FIXTURE_WARNINGS } from './fixture/warnings.js';
import { COMMAND_LINE } from './start/command-line.js';
import { LISTENING } from './start/listening.js';
import { OUTPUT } from './start/output.js';
import { TARGET } from './start/target.js';
import { RECORDING } from './start/recording.js';
import { SETTINGS } from './start/settings.js';
import { VERIFICATION } from './serving/verification.js';
import { DATABASE } from './start/database.js';
import { JOURNALS } from './serving/journals.js';
import { REQUESTS } from './serving/requests.js';
import { ROWS } from './serving/rows.js';
import { SANDBOXES } from './serving/sandboxes.js';

/** All messages by code: the texts of errors and problems in both languages, and their cures. */
export const CATALOGUE = {
  ...FIXTURE_FILES,
  ...FIXTURE_SYNTAX,
  ...FIXTURE_VALUES,
  ...FIXTURE_ROWS,
  ...FIXTURE_WARNINGS,
  ...CAPTURED_FILES,
  ...CAPTURED_REPLIES,
  ...RECORDED_CALLS,
  ...CAPTURED_LISTS,
  ...CAPTURED_ROWS,
  ...STUB_PROBLEMS,
  ...FAULTS,
  ...SETTINGS,
  ...RECORDING,
  ...COMMAND_LINE,
  ...OUTPUT,
  ...TARGET,
  ...LISTENING,
  ...SANDBOXES,
  ...ROWS,
  ...JOURNALS,
  ...VERIFICATION,
  ...REQUESTS,
  ...DATABASE,
};
