import { isLosslessNumber, LosslessNumber, type LosslessNumber as ExactNumber } from 'lossless-json';
import { parse, stringify, type ScalarTag, type Tags } from 'yaml';

/** A number of JSON. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** A number that JavaScript would write in another way keeps its text. */
const EXACT: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: isLosslessNumber,
  test: NUMBER,
  resolve: (text) => (String(Number(text)) === text ? Number(text) : new LosslessNumber(text)),
  stringify: ({ value }) => (value as ExactNumber).value,
};

const customTags = (tags: Tags): Tags => [EXACT, ...tags];

/** Writes a value as YAML, in which numbers are as they were written in JSON. */
export const recordedYaml = (value: unknown): string =>
  stringify(value, { customTags, lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });

/**
 * Reads YAML of `recordedYaml`.
 *
 * @throws YAMLParseError if it is none
 */
export const parseRecordedYaml = (text: string): unknown => parse(text, { customTags }) as unknown;
