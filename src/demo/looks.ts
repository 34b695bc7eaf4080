import type { WrittenBindInfo, WrittenProcess } from '../fixtures/format/schema.js';
import type { ProcessKind } from './catalogue.js';

const UDP = '2';

interface Look {
  attributes: Omit<WrittenProcess, 'bk_process_id'>;
  listeners: readonly { on: 'all' | 'inner' | 'loopback'; port: number | string; udp: boolean }[];
}

/**
 * What all processes of a kind have in common at the same ports.
 *
 * @param copy how many of that kind come before it in the same instance
 */
const lookOf = ({ attributes, listeners }: ProcessKind, shift: number, copy: number): Look => {
  const added = shift + copy * 20;
  const port = String((listeners[0]?.port ?? 0) + added);
  const written: Look['attributes'] = { ...attributes };
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

/** Looks of processes, each worked out once. */
export const createLooks = (): ((kind: ProcessKind, shift: number, copy: number) => Look) => {
  const looks = new Map<string, Look>();
  return (kind, shift, copy) => {
    const key = `${kind.attributes.bk_process_name} ${shift} ${copy}`;
    const look = looks.get(key) ?? lookOf(kind, shift, copy);
    looks.set(key, look);
    return look;
  };
};

/** The rows of `bind_info` that a process with these listeners has on a host. */
export const bindInfo = (listeners: Look['listeners'], innerIp: string, twoAddresses: boolean): WrittenBindInfo[] => {
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
