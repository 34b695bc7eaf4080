import { recordedName } from '../../model/component-names.js';
import type { Accounts } from './accounts.js';

/** True if an app may call a component. One that lists none may call all. */
export const mayCall = (accounts: Accounts, app: string, component: string): boolean =>
  accounts.app(app)?.components?.some((name) => recordedName(name) === component) ?? true;
