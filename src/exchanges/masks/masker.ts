import { maskAddress } from './mask-address.js';
import { maskNumber } from './mask-number.js';
import { maskText } from './mask-text.js';
import type { MaskKey } from './permutation.js';

/** An address of a mailbox, and the last part of its domain, which stays. */
const EMAIL = /^([^\s@]+)@([^\s@]+)(\.[^\s@.]+)$/;

/** The signs between the parts of a list in a text. */
const SEPARATOR = /([\s,;|]+)/;

/** Replaces values by pseudonyms of the same kind, which depend on the key and the value alone. */
export class Masker {
  readonly #key: MaskKey;
  readonly #names: ReadonlySet<string>;
  readonly #known = new Map<string, string>();

  readonly #mostRemembered: number;

  /**
   * @param names of the values that are replaced, in any case
   * @param mostRemembered how many pseudonyms are remembered
   */
  constructor(names: readonly string[], key: MaskKey, mostRemembered = 50_000) {
    this.#names = new Set(names.map((name) => name.toLowerCase()));
    this.#key = key;
    this.#mostRemembered = mostRemembered;
  }

  /** True if the values under a name are replaced. */
  has(name: string): boolean {
    return this.#names.has(name.toLowerCase());
  }

  /** The pseudonym of a text, or of the text of a number. */
  mask(text: string): string {
    return text
      .split(SEPARATOR)
      .map((part, index) => (index % 2 === 1 ? part : this.#remembered(part)))
      .join('');
  }

  #remembered(part: string): string {
    const known = this.#known.get(part);
    if (known !== undefined) return known;
    if (this.#known.size >= this.#mostRemembered) this.#known.clear();
    const masked = this.#part(part);
    this.#known.set(part, masked);
    return masked;
  }

  #part(part: string): string {
    const [, box, domain, end] = EMAIL.exec(part) ?? [];
    if (box !== undefined && domain !== undefined) return `${this.#part(box)}@${this.#part(domain)}${end}`;
    return maskNumber(this.#key, part) ?? maskAddress(this.#key, part) ?? maskText(this.#key, part);
  }
}
