import type { Text } from '../../model/language.js';

/** Says that a fault has refused the app, because such a refusal looks like one for its permissions. */
export const APP_FORBIDDEN: Text = {
  en: 'this is the fault app-forbidden; remove it',
  zh: '这是故障 app-forbidden 所致，请删除它',
};
