import { isTokenWanted } from '../api/token.ts';

/**
 * Runs something now and then while the page is looked at.
 *
 * @returns ends it
 */
export const repeat = (run: () => void, ms: number): (() => void) => {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible' && !isTokenWanted.value) run();
  }, ms);
  return () => clearInterval(timer);
};
