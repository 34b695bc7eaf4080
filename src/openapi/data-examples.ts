import type { ExampleIds } from '../model/example-ids.js';

interface Example {
  summary: string;
  value: object;
}

interface Operation {
  parameters?: { name: string; example?: unknown }[];
  requestBody?: { content: Record<string, { examples?: { documented?: Example } }> };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
}

/** The first ids that an example has a parameter for, beside the business, which nearly all have. */
const idsFor = (parameters: object, found: readonly ExampleIds[]): ExampleIds | undefined =>
  found.find((ids) => Object.keys(ids).some((name) => name !== 'bk_biz_id' && name in parameters));

/**
 * Puts ids that are in the data into the examples of the components, so that they find rows when they are executed.
 *
 * @param document is not changed
 * @param found ids that are in the data; if a component has none, its example stays the documented one
 */
export const withDataExamples = (document: object, found: readonly ExampleIds[]): object => {
  const copy = structuredClone(document) as Document;
  for (const { requestBody, parameters = [] } of Object.values(copy.paths).flatMap((item) => Object.values(item))) {
    const example = requestBody?.content['application/json']?.examples?.documented;
    const ids = example && idsFor(example.value, found);
    if (ids === undefined) continue;
    const { value } = example as Example;
    const own = Object.fromEntries(Object.entries(ids).filter(([name]) => name in value));
    Object.assign(example as Example, { summary: 'A request for what is in the data', value: { ...value, ...own } });
    for (const parameter of parameters) {
      if (parameter.name in ids) parameter.example = String(ids[parameter.name]);
    }
  }
  return copy;
};
