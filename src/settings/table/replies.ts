import { AUTH_MODES, CONTRACTS } from '../../model/contract.js';
import type { SettingTable } from '../setting.js';
import type { Settings } from '../values.js';

export const REPLY_SETTINGS: SettingTable<Pick<Settings, 'contract' | 'auth' | 'strictWarnings' | 'faults'>> = {
  contract: {
    flag: 'contract',
    kind: 'choice',
    choices: CONTRACTS,
    default: 'documented',
    description: {
      en: 'Whether to answer as the API documentation says, or as a live ESB with CMDB 3.14 does.',
      zh: '按 API 文档返回，或像搭配 CMDB 3.14 的真实 ESB 那样返回。',
    },
  },
  auth: {
    flag: 'auth',
    kind: 'choice',
    choices: AUTH_MODES,
    default: 'required',
    description: {
      en: 'Whether credentials are not checked (off), must be there (required), or must match the fixtures (strict).',
      zh: '认证信息：不校验（off）、必须携带（required），或必须与 fixture 相符（strict）。',
    },
  },
  strictWarnings: {
    flag: 'strict-warnings',
    kind: 'switch',
    default: false,
    description: {
      en: 'Refuse requests that cmdb-3.14 would refuse or answer differently, instead of only warning of them.',
      zh: '对于 cmdb-3.14 会拒绝或返回不同结果的请求，直接拒绝，而不只是警告。',
    },
  },
  faults: {
    flag: 'faults',
    alias: 'fault',
    kind: 'strings',
    placeholder: 'FILE',
    default: [],
    description: {
      en: 'A file of faults, which are failures on demand, that every sandbox begins with. May be given several times.',
      zh: '故障文件，其中的故障（按需触发的失败）是每个沙箱的初始故障；可以多次指定。',
    },
  },
};
