import { createHash } from 'node:crypto';

/** A secret counts as seen if so many of its characters are. */
const SEEN = 9;

/** Secrets to plant. Each has a value of its own, so that a leak shows where it came in. */
export class Planted {
  /** The place of each secret, by the secret. */
  readonly places = new Map<string, string>();

  #add(place: string, secret: string): string {
    this.places.set(secret, place);
    return secret;
  }

  #hash(place: string): Buffer {
    return createHash('sha256').update(`${place} ${this.places.size}`).digest();
  }

  /** Letters and digits without any form: only its name says that it is a secret. */
  word(place: string): string {
    return this.#add(
      place,
      BigInt(`0x${this.#hash(place).toString('hex')}`)
        .toString(36)
        .slice(0, 14),
    );
  }

  number(place: string): number {
    return Number(this.#add(place, String(10 ** 13 + this.#hash(place).readUIntBE(0, 5))));
  }

  /** Tokens whose form says that they are secrets. */
  jwt(place: string): string {
    const payload = Buffer.from(`{"sub":"${this.#hash(place).toString('hex')}"}`).toString('base64url');
    return `eyJhbGciOiJIUzI1NiJ9.${this.#add(place, payload)}.c2ln`;
  }

  hex(place: string): string {
    return this.#add(place, this.#hash(place).toString('hex').slice(0, 32));
  }

  uuid(place: string): string {
    const hex = this.#hash(place).toString('hex');
    return this.#add(place, hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'));
  }

  base64(place: string): string {
    return this.#add(place, this.#hash(place).toString('base64url'));
  }

  pem(place: string): string {
    return `-----BEGIN PRIVATE KEY-----\n${this.#add(place, this.#hash(place).toString('base64'))}\n-----END PRIVATE KEY-----`;
  }

  /** The beginning of each secret in each encoding, because some parsers quote a few characters of a text. */
  #beginnings(): Map<string, string> {
    const beginnings = new Map<string, string>();
    for (const [secret, place] of this.places) {
      const encodings = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
      for (const encoded of encodings) beginnings.set(encoded.slice(0, SEEN), place);
    }
    return beginnings;
  }

  /** The secrets that a text shows, in any encoding: their places, and what stands around them. */
  foundIn(text: string): string[] {
    const beginnings = this.#beginnings();
    const found: string[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const place = beginnings.get(text.slice(at, at + SEEN));
      if (place !== undefined) found.push(`${place}: ${text.slice(Math.max(0, at - 80), at + 30)}`);
    }
    return found;
  }
}

/** Names of secrets, in the ways in which they are written. */
export const NAMES = [
  ...['bk_app_secret', 'bk_token', 'bk_ticket', 'access_token', 'bk_signature', 'password', 'passwd', 'pwd'],
  ...['api_key', 'apikey', 'apiKey', 'API-KEY', 'access_key', 'accessKeyId', 'private_key', 'privateKey', 'ssh-key'],
  ...['sessionid', 'session', 'SESSION_ID', 'jwt', 'X-Bkapi-JWT', 'otp', 'userPin', 'passphrase', 'credentials'],
  ...['Authorization', 'Cookie', 'csrf', 'clientSecret', 'refreshToken', '密码'],
] as const;
