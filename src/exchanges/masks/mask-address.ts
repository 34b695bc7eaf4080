import { isIPv4, isIPv6 } from 'node:net';
import { permute, type MaskKey } from './permutation.js';

const numberOf = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const addressOf = (value: number): string => [24, 16, 8, 0].map((bits) => (value >>> bits) & 255).join('.');

/** A part of the addresses of IPv4, with its ends. */
type Block = readonly [first: number, last: number];

const block = (first: string, last: string): Block => [numberOf(first), numberOf(last)];

/** Addresses that name no host, or this one: they stay. */
const SPECIAL: readonly Block[] = [
  block('0.0.0.0', '0.255.255.255'),
  block('127.0.0.0', '127.255.255.255'),
  block('224.0.0.0', '255.255.255.255'),
];
/** Private addresses stay private. */
const PRIVATE: readonly Block[] = [
  block('10.0.0.0', '10.255.255.255'),
  block('169.254.0.0', '169.254.255.255'),
  block('172.16.0.0', '172.31.255.255'),
  block('192.168.0.0', '192.168.255.255'),
];
const PUBLIC = block('1.0.0.0', '223.255.255.255');

const blockOf = (value: number, blocks: readonly Block[]): Block | undefined =>
  blocks.find(([first, last]) => value >= first && value <= last);

const maskIPv4 = (key: MaskKey, ip: string): string => {
  let value = numberOf(ip);
  if (blockOf(value, SPECIAL) !== undefined) return ip;
  const home = blockOf(value, PRIVATE);
  const [first, last] = home ?? PUBLIC;
  do value = first + Number(permute(key, BigInt(value - first), BigInt(last - first + 1), 'ipv4'));
  while (home === undefined && blockOf(value, [...SPECIAL, ...PRIVATE]) !== undefined);
  return addressOf(value);
};

/** The eight parts of an address, in the form in which URLs have it. */
const partsOf = (ip: string): string[] => {
  const [before, after = ''] = new URL(`http://[${ip}]/`).hostname.slice(1, -1).split('::') as [string, string?];
  const [head, tail] = [before, after].map((text) => text.split(':').filter((part) => part !== '')) as [
    string[],
    string[],
  ];
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail].map((part) =>
    part.padStart(4, '0'),
  );
};

/** The first part says which kind of address it is, and stays. */
const maskIPv6 = (key: MaskKey, ip: string): string => {
  const [kind = '', ...rest] = partsOf(ip);
  const value = BigInt(`0x${rest.join('')}`);
  // `::` and `::1` name no other host.
  if (Number.parseInt(kind, 16) === 0 && value < 2n) return ip;
  const masked = permute(key, value, 2n ** 112n, `ipv6 ${kind}`)
    .toString(16)
    .padStart(28, '0');
  return new URL(`http://[${[kind, ...(masked.match(/.{4}/g) as string[])].join(':')}]/`).hostname.slice(1, -1);
};

/** An address, and what may follow it: a port, the length of a network, a zone. */
const WITH_REST = /^(.*?)([:/]\d{1,5}|%\w+)?$/s;

/**
 * The pseudonym of an IP address, which is one of the same kind.
 *
 * @returns undefined if the text is no address
 */
export const maskAddress = (key: MaskKey, text: string): string | undefined => {
  if (isIPv6(text) && !text.includes('%')) return maskIPv6(key, text);
  const found = WITH_REST.exec(text) as RegExpExecArray;
  const [address, rest] = [found[1] as string, found[2] ?? ''];
  if (isIPv4(address)) return maskIPv4(key, address) + rest;
  return isIPv6(address) ? maskIPv6(key, address) + rest : undefined;
};
