import type { FileKind } from '../../fixtures/read/files/list-files.js';
import type { Problem } from '../../util/problem.js';
import { EXIT_STATUS } from '../cli-process.js';
import type { Command } from '../command.js';
import { amount, grouped } from '../output/amounts.js';
import { formatOf, OUTPUT_SETTINGS, outputName, type OutputSettings } from '../output/output-settings.js';
import { checkOutput, writeOutput } from '../output/write-output.js';

type ImportSettings = OutputSettings & { setTemplateId: number | undefined };

const CAPTURES: FileKind = { pattern: /\.(json|har|jsonl|ndjson)$/i, endings: '.json, .har, .jsonl or .ndjson' };

const run: Command<ImportSettings>['run'] = async (settings, paths, cli) => {
  const { setTemplateId } = settings;
  checkOutput(settings);
  const format = formatOf(settings);
  const [{ importCaptured }, { FixtureError, problemText }, { readFiles }, { fixtureText }] = await Promise.all([
    import('../../captures/import-captured.js'),
    import('../../util/problem.js'),
    import('../../fixtures/read/files/read-files.js'),
    import('../../fixtures/write/text.js'),
  ]);
  const problems: Problem[] = [];
  const files = await readFiles(paths, problems, CAPTURES);
  if (problems.length > 0) throw new FixtureError(problems, 'what was captured');

  const { fixture, notes, counts } = importCaptured(files, setTemplateId === undefined ? {} : { setTemplateId });
  if (!(await writeOutput(settings, fixtureText(fixture, format), cli))) return EXIT_STATUS.ok;
  for (const note of notes) cli.stderr.write(`${problemText(note)}\n`);
  const passedOver = counts.passedOver === 0 ? '' : `; ${amount(counts.passedOver, 'other')} passed over`;
  cli.stderr.write(
    `${outputName(settings)}: ${amount(counts.serviceInstances, 'service instance')} and ` +
      `${amount(counts.processes, 'process')}, from captured replies: ${grouped(counts.replies)}${passedOver}\n`,
  );
  return EXIT_STATUS.ok;
};

export const importCommand: Command<ImportSettings> = {
  name: 'import',
  summary: 'makes a fixture of replies captured from a live ESB',
  usage: 'CAPTURED… [flags]',
  description: `Makes a fixture of replies captured from a live ESB. A file, or each in a folder, is one of
  a reply, as "curl -o reply.json" keeps it, or a list of replies
  a list of { "request": …, "response": … }, or these one a line
  a HAR file, as browsers and proxies save it
Rows are merged by id, credentials are left behind.
What contradicts and what is missing is told on standard error.`,
  settings: {
    setTemplateId: {
      flag: 'set-template-id',
      kind: 'integer',
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      placeholder: 'N',
      default: undefined,
      description: 'set template of replies that were captured without their requests',
      flagOnly: true,
    },
    ...OUTPUT_SETTINGS,
  },
  operands: 'CAPTURED',
  run,
};
