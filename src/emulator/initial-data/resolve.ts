import { readFileSync } from 'node:fs';
import type { DataSet } from '../../model/dataset.js';
import { SHAPES } from '../../demo/shapes.js';
import { mapCollections } from '../../fixtures/format/collections.js';
import { collect } from '../../fixtures/validate/collect.js';
import { toDataSet } from '../../fixtures/complete/dataset.js';
import type { SourceOrigin } from '../../store/datasets/summary.js';
import { digestOf, readGiven } from './given-fixtures.js';
import { originOf, type DataSettings } from './origin.js';
import { isPackaged } from './packaged.js';
import type { Problem } from '../../util/problem.js';
import type { Source } from '../../fixtures/read/source.js';

/**
 * Reads a fixture of the package. The tests check it, so a start does not, and no position in it is needed.
 */
const packaged = async (file: string): Promise<Source> => {
  const text = readFileSync(new URL(`../../../fixtures/${file}`, import.meta.url), 'utf8');
  const value: unknown = file.endsWith('.json') ? JSON.parse(text) : (await import('yaml')).parse(text);
  return { file, value } as Source;
};

function* chain<T>(first: Iterable<T>, second: Iterable<T>): Generator<T> {
  yield* first;
  yield* second;
}

/** Joins two data sets. All ids of the second must be above those of the first. */
const concat = (first: DataSet, second: DataSet): DataSet =>
  mapCollections((name) => chain<unknown>(first[name], second[name])) as DataSet;

/** Data to begin with, and its origin. */
export interface InitialData {
  data: DataSet;
  origin: SourceOrigin;
  /** Warnings: values of the fixtures that are probably mistakes. */
  warnings: readonly Problem[];
}

const demoData = async ({ fixtures, seed, size }: DataSettings): Promise<DataSet> => {
  const documented = await packaged('documented.yaml');
  if (isPackaged({ fixtures, seed, size })) {
    return toDataSet(collect([documented, await packaged('demo.json')]));
  }
  // faker takes long to load, so it is loaded only for other data.
  const [{ generate }, demo] = await Promise.all([import('../../demo/generate.js'), import('../../demo/dataset.js')]);
  return concat(toDataSet(collect([documented])), demo.toDataSet(generate(seed, SHAPES[size])));
};

/**
 * The initial data: the given fixtures, or the documentation's examples and generated demo data.
 *
 * @throws FixtureError if the fixtures cannot be loaded
 */
export const resolveData = async (settings: DataSettings): Promise<InitialData> => {
  const origin = originOf(settings);
  if (settings.fixtures.length === 0) return { data: await demoData(settings), origin, warnings: [] };
  const [{ checkFiles }, given] = await Promise.all([
    import('../../fixtures/load/load.js'),
    readGiven(settings.fixtures),
  ]);
  const warnings: Problem[] = [];
  const data = toDataSet(checkFiles(given.files, given.problems, warnings));
  return { data, origin: { ...origin, source: digestOf(given) }, warnings };
};
