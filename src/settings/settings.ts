import type { Text } from '../model/language.js';
import { defaultsOf, type SettingTable } from './setting.js';
import { ADDRESS_SETTINGS } from './table/address.js';
import { DATA_SETTINGS } from './table/data.js';
import { LOG_SETTINGS } from './table/log.js';
import { REPLY_SETTINGS } from './table/replies.js';
import { SANDBOX_SETTINGS } from './table/sandboxes.js';
import { UPSTREAM_SETTINGS } from './table/upstream.js';
import type { Settings } from './values.js';

export type { Settings } from './values.js';

/** The settings as `--help` shows them: in groups, each with a title. */
export const SETTING_GROUPS: readonly { title: Text; settings: Partial<SettingTable<Settings>> }[] = [
  { title: { en: 'Where it listens', zh: '监听' }, settings: ADDRESS_SETTINGS },
  { title: { en: 'Data', zh: '数据' }, settings: DATA_SETTINGS },
  { title: { en: 'Replies', zh: '返回' }, settings: REPLY_SETTINGS },
  { title: { en: 'A live ESB behind it', zh: '上游的真实 ESB' }, settings: UPSTREAM_SETTINGS },
  { title: { en: 'Control and sandboxes', zh: '控制与沙箱' }, settings: SANDBOX_SETTINGS },
  { title: { en: 'Log and messages', zh: '日志与提示信息' }, settings: LOG_SETTINGS },
];

/** Each setting, in the order of `--help`. */
export const SETTINGS: SettingTable<Settings> = {
  ...ADDRESS_SETTINGS,
  ...DATA_SETTINGS,
  ...REPLY_SETTINGS,
  ...UPSTREAM_SETTINGS,
  ...SANDBOX_SETTINGS,
  ...LOG_SETTINGS,
};

/** Default settings of the command line. */
export const DEFAULT_SETTINGS = defaultsOf(SETTINGS);
