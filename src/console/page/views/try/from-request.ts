import type { Entry } from '../../../../journal/entry.ts';
import type { Operation } from '../../api/operations.ts';
import type { Fields } from '../../state/draft.ts';

const tidy = (path: string): string => path.replace(/\/+/g, '/').replace(/\/$/, '');

/** The values of the path's parameters; undefined if the path is another one. */
const pathValues = (template: string, path: string): Record<string, string> | undefined => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const parts = tidy(template).split(/\{\w+\}/);
  const pattern = new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([^/]+)')}$`);
  const found = pattern.exec(tidy(path));
  if (found === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] as string)]));
};

const takes = ({ group, method }: Operation, asked: string): boolean =>
  method === asked || (group === 'ESB' && asked === 'GET');

/** The operation of a request and the fields of its form, so that it is sent as it was; undefined if no operation has its path. */
export const formOfRequest = (
  operations: readonly Operation[],
  { path, method, parameters }: Entry,
): { operation: Operation; fields: Fields } | undefined => {
  for (const operation of operations) {
    const values = takes(operation, method) ? pathValues(operation.path, path) : undefined;
    if (values === undefined) continue;
    const body = Object.fromEntries(Object.entries(parameters).filter(([name]) => !Object.hasOwn(values, name)));
    const inPath = Object.fromEntries(Object.entries(values).map(([name, value]) => [`p.${name}`, value]));
    return { operation, fields: { method, ...inPath, body: JSON.stringify(body, null, 2) } };
  }
  return undefined;
};
