import { createEmulator } from '../../../src/index.js';
import type { Test } from 'tap';
import { SETTINGS } from '../recordings.js';
import { send } from '../replay/exchange.js';
import { bytesOf } from '../replay/wire.js';
import { text, type Credentials } from './model.js';

/** Requests to the emulator over a real socket, each part as its test wants it. */

const PREFIX = '/api/c/compapi/v2/cc';
export const LPI = `${PREFIX}/list_process_instance/`;
export const LSI = `${PREFIX}/list_service_instance_by_set_template/`;

export interface Asked {
  method?: string;
  target?: string;
  headers?: [name: string, value: string][];
  body?: string | Buffer;
}

export interface Answer {
  code: unknown;
  message: unknown;
}

/** Starts the emulator of the recordings; the result asks it. */
export const start = async (t: Test): Promise<(asked: Asked) => Promise<Answer>> => {
  const emulator = await createEmulator(SETTINGS);
  t.teardown(() => emulator.close());
  return async ({ method = 'POST', target = LPI, headers = [], body = '' }) => {
    const bytes = Buffer.from(body);
    const length: [string, string] = ['Content-Length', String(bytes.length)];
    const request = {
      method,
      target,
      headers: [['Host', 'esb.test'], ['Connection', 'close'], ...headers, length],
      body_base64: bytes.toString('base64'),
    };
    const { json } = (await send(emulator.url, bytesOf(request))) as { json: Answer | null };
    return { code: json?.code, message: json?.message };
  };
};

export const member = (name: string, json: string): string => `${JSON.stringify(name)}:${json}`;
export const object = (members: readonly string[]): string => `{${members.join(',')}}`;

export const GOOD: Credentials = {
  bk_app_code: text('esb_test'),
  bk_app_secret: text('xxx'),
  bk_username: text('xxx'),
};
export const membersOf = (credentials: Credentials): string[] =>
  Object.entries(credentials).map(([name, { json }]) => member(name, json));
export const GOOD_MEMBERS = membersOf(GOOD);
export const ASKED_10 = ['"bk_biz_id":2', '"service_instance_id":10'];
