import type { SettingTable } from '../setting.js';
import type { Settings } from '../values.js';
import { UPSTREAM_MODES } from '../../model/upstream-mode.js';

export const UPSTREAM_SETTINGS: SettingTable<
  Pick<Settings, 'upstream' | 'upstreamMode' | 'upstreamTimeout' | 'record' | 'mask'>
> = {
  upstream: {
    flag: 'upstream',
    kind: 'string',
    placeholder: 'URL',
    default: undefined,
    description: {
      en: 'The address of a live ESB that answers what the emulator does not know, such as http://paas.example.com.',
      zh: '真实 ESB 的地址，由它响应模拟器不认识的请求，例如 http://paas.example.com。',
    },
  },
  upstreamMode: {
    flag: 'upstream-mode',
    kind: 'choice',
    choices: UPSTREAM_MODES,
    default: 'unknown',
    description: {
      en: 'Whether only what the emulator does not know is forwarded (unknown), or all calls (all). Needs --upstream.',
      zh: '只转发模拟器不认识的请求（unknown），或转发全部调用（all）；需要 --upstream。',
    },
  },
  upstreamTimeout: {
    flag: 'upstream-timeout',
    kind: 'integer',
    min: 1,
    max: 3600,
    placeholder: 'SECONDS',
    default: 30,
    description: {
      en: 'The time in which the upstream must answer, in seconds; 30 is that of a live ESB.',
      zh: '上游必须在多少秒内响应；真实 ESB 为 30 秒。',
    },
  },
  record: {
    flag: 'record',
    kind: 'string',
    placeholder: 'DIR',
    default: undefined,
    description: {
      en: 'A folder that gets each forwarded request and its reply as a file, without credentials. Needs --upstream.',
      zh: '保存每个转发的请求及其返回的目录，每个一个文件，不含认证信息；需要 --upstream。',
    },
  },
  mask: {
    flag: 'mask',
    kind: 'string',
    placeholder: 'NAME,…',
    default: undefined,
    description: {
      en: 'Names of values that get pseudonyms in recordings, such as bk_host_innerip,operator. Needs --record.',
      zh: '录制时换成化名的字段名，例如 bk_host_innerip,operator；需要 --record。',
    },
  },
};
