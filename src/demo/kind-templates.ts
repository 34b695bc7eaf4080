import type { WrittenBindInfo, WrittenProcess } from '../fixtures/format/schema.js';
import type { ProcessKind } from './catalogue.js';

const UDP = '2';

/** The common part of all processes of a kind with the same ports. */
export interface KindTemplate {
  attributes: Omit<WrittenProcess, 'bk_process_id'>;
  listeners: readonly { on: 'all' | 'inner' | 'loopback'; port: number | string; udp: boolean }[];
}

/**
 * @param shift added to the ports
 * @param copy how many processes of the kind come before it in the same service instance
 */
const makeTemplate = ({ attributes, listeners }: ProcessKind, shift: number, copy: number): KindTemplate => {
  const added = shift + copy * 20;
  const port = String((listeners[0]?.port ?? 0) + added);
  const written: KindTemplate['attributes'] = { ...attributes };
  if (copy > 0) {
    // CMDB refuses a process of the same name, or of the same binary and parameters, in a service instance.
    written.bk_process_name = `${attributes.bk_process_name}-${copy + 1}`;
    written.bk_func_name ??= attributes.bk_process_name;
    written.bk_start_param_regex = `${attributes.bk_start_param_regex ?? ''} #${copy + 1}`.trim();
  }
  for (const [key, value] of Object.entries(written)) {
    if (typeof value === 'string') written[key] = value.replaceAll('{port}', port);
  }
  return {
    attributes: written,
    listeners: listeners.map(({ on = 'loopback', port: from, to, udp = false }) => ({
      on,
      port: to === undefined ? from + added : `${from + added}-${to + added}`,
      udp,
    })),
  };
};

export type KindTemplateOf = (kind: ProcessKind, shift: number, copy: number) => KindTemplate;

/** Makes the template of each kind once, because there are few, and millions of processes are made from them. */
export const createKindTemplates = (): KindTemplateOf => {
  const templates = new Map<string, KindTemplate>();
  return (kind, shift, copy) => {
    const key = `${kind.attributes.bk_process_name} ${shift} ${copy}`;
    const template = templates.get(key) ?? makeTemplate(kind, shift, copy);
    templates.set(key, template);
    return template;
  };
};

/** The rows of `bind_info` that a process with these listeners has on a host. */
export const bindInfo = (
  listeners: KindTemplate['listeners'],
  innerIp: string,
  twoAddresses: boolean,
): WrittenBindInfo[] => {
  const addresses = { all: '0.0.0.0', inner: innerIp, loopback: undefined };
  const written: WrittenBindInfo[] = [];
  const add = (ip: string | undefined, port: number | string, udp: boolean) => {
    const row: WrittenBindInfo = ip === undefined ? { port } : { ip, port };
    if (udp) row.protocol = UDP;
    written.push(row);
  };
  for (const { on, port, udp } of listeners) {
    if (twoAddresses && written.length === 0) {
      add(addresses.inner, port, udp);
      add(addresses.loopback, port, udp);
    } else add(addresses[on], port, udp);
  }
  return written;
};
