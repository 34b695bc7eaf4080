/** The path of the emulator or its sandbox as the browser sees it, with a slash at its end. A proxy may have put a prefix before it. */
export const ROOT = location.pathname.replace(/console\/.*$/, '');

const [, name] = /\/@([^/]+)\/$/.exec(ROOT) ?? [];

/** The name of the sandbox that the page is about. */
export const SANDBOX = name === undefined ? 'default' : decodeURIComponent(name);

/** The path of a sandbox. */
export const rootOf = (sandbox: string): string => {
  const base = ROOT.replace(/@[^/]+\/$/, '');
  return sandbox === 'default' ? base : `${base}@${encodeURIComponent(sandbox)}/`;
};

/** The whole address of a path below the emulator or its sandbox. */
export const addressOf = (path: string): string => new URL(ROOT + path.replace(/^\/+/, ''), location.origin).href;
