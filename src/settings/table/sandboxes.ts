import type { SettingTable } from '../setting.js';
import type { Settings } from '../values.js';

export const SANDBOX_SETTINGS: SettingTable<
  Pick<Settings, 'controlToken' | 'maxSandboxes' | 'sandboxIdle' | 'journalSize' | 'journalBytes' | 'maxMemory'>
> = {
  controlToken: {
    flag: 'control-token',
    kind: 'string',
    placeholder: 'TOKEN',
    default: undefined,
    defaultText: {
      en: 'none on loopback; else one is made and printed',
      zh: '监听本机回环地址时不需要；否则自动生成并打印',
    },
    description: {
      en: 'The token that requests below /__emulator must carry.',
      zh: '/__emulator 下的请求必须携带的令牌。',
    },
  },
  maxSandboxes: {
    flag: 'max-sandboxes',
    kind: 'integer',
    min: 1,
    max: 100_000,
    placeholder: 'N',
    default: 1000,
    description: {
      en: 'The most sandboxes at a time. For one more, the empty one that was unused for longest is dropped.',
      zh: '同时存在的沙箱数上限；超出时删除最久未使用的空沙箱。',
    },
  },
  sandboxIdle: {
    flag: 'sandbox-idle',
    kind: 'integer',
    min: 0,
    max: 31_536_000,
    placeholder: 'SECONDS',
    default: 3600,
    description: {
      en: 'The time without use, in seconds, after which a sandbox is dropped; 0 means never.',
      zh: '沙箱闲置多少秒后被删除；0 表示从不删除。',
    },
  },
  journalSize: {
    flag: 'journal-size',
    kind: 'integer',
    min: 0,
    max: 100_000,
    placeholder: 'N',
    default: 1000,
    description: {
      en: 'The most requests that the journal of a sandbox keeps.',
      zh: '每个沙箱的请求日志最多保留多少个请求。',
    },
  },
  journalBytes: {
    flag: 'journal-bytes',
    kind: 'integer',
    // An entry always fits, if need be without its parameters.
    min: 64 * 1024,
    max: 1024 ** 4,
    placeholder: 'BYTES',
    default: 16 * 1024 * 1024,
    description: {
      en: 'The most memory that the journal of a sandbox takes, in bytes; beyond it, the oldest requests are dropped.',
      zh: '每个沙箱的请求日志最多占用的内存，单位为字节；超出后丢弃最早的请求。',
    },
  },
  maxMemory: {
    flag: 'max-memory',
    kind: 'integer',
    min: 1,
    max: 1024 ** 2,
    placeholder: 'MIB',
    default: undefined,
    defaultText: { en: 'a quarter of what there is, from 64 to 1024', zh: '可用内存的四分之一，介于 64 与 1024 之间' },
    description: {
      en: 'The most memory that all sandboxes take together, in MiB.',
      zh: '所有沙箱合计占用的内存上限，单位为 MiB。',
    },
  },
};
