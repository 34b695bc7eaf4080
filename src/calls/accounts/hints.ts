/** Settings and fixtures that would let a refused caller pass, for the person who runs the emulator. No reply has them. */

export const OFF_HINT = 'start with --auth off to accept requests without credentials';
export const STRICT_HINT =
  'start with --auth required to accept any value, or declare it under apps or users in a fixture';

/** The app may not name a user without proof. */
export const mayNameUsersHint = (app: string): string =>
  `set may_name_users: true for the app ${app} in a fixture, or start with --auth required`;

/** The app may not call the component. */
export const componentsHint = (app: string, component: string): string =>
  `add ${component} to the components of the app ${app} in a fixture, or start with --auth required`;
