import { control, controlHeaders, failureOf } from '../../api/control.ts';
import { rootOf, SANDBOX } from '../../api/root.ts';

/**
 * Makes a sandbox: it exists from its first use on.
 *
 * @throws ControlFailure if there are too many
 */
export const makeSandbox = async (name: string): Promise<void> => {
  const response = await fetch(`${rootOf(name)}__emulator/settings`, { headers: controlHeaders() });
  if (!response.ok) throw await failureOf(response);
};

const LEFT = 'bk-esb-emulator.left-sandbox';

/**
 * Drops a sandbox. This page would make its own sandbox anew by asking for it. So it goes to the page of the default one first,
 * which drops it.
 *
 * @returns false if the page is left
 * @throws ControlFailure if it is refused
 */
export const dropSandbox = async (name: string): Promise<boolean> => {
  if (name !== SANDBOX) {
    await control(`/sandboxes/${encodeURIComponent(name)}`, { method: 'DELETE' });
    return true;
  }
  sessionStorage.setItem(LEFT, name);
  location.assign(`${rootOf('default')}console/${location.hash}`);
  return false;
};

/** The sandbox whose page was left to drop it; null if there is none. It is told once. */
export const takeLeftSandbox = (): string | null => {
  const name = sessionStorage.getItem(LEFT);
  sessionStorage.removeItem(LEFT);
  return name;
};
