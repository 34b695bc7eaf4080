import type { Accounts } from './accounts.js';

/** True if an app may call a component. One that lists none may call all. */
export const mayCall = (accounts: Accounts, app: string, component: string): boolean =>
  accounts.app(app)?.components?.includes(component) ?? true;
