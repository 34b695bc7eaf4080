import type { Text } from '../../model/language.js';

/** Settings and fixtures that would let a refused caller pass, for the person who runs the emulator. No reply has them. */

export const OFF_HINT: Text = {
  en: 'start with --auth off to accept requests without credentials',
  zh: '要接受不带认证信息的请求，请用 --auth off 启动',
};
export const STRICT_HINT: Text = {
  en: 'start with --auth required to accept any value, or declare it under apps or users in a fixture',
  zh: '要接受任意值，请用 --auth required 启动，或在 fixture 的 apps 或 users 中声明',
};

/** The app may not name a user without proof. */
export const mayNameUsersHint = (app: string): Text => ({
  en: `set may_name_users: true for the app ${app} in a fixture, or start with --auth required`,
  zh: `请在 fixture 中为应用 ${app} 设置 may_name_users: true，或用 --auth required 启动`,
});

/** The app may not call the component. */
export const componentsHint = (app: string, component: string): Text => ({
  en: `add ${component} to the components of the app ${app} in a fixture, or start with --auth required`,
  zh: `请在 fixture 中把 ${component} 加到应用 ${app} 的 components，或用 --auth required 启动`,
});
