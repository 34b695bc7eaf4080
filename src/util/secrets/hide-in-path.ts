import { HIDDEN, isSecretInName } from './hide-secrets.js';
import { isNameOfSecret } from './names-secret.js';

/** Hides the segments of a path that are secrets, and those that follow the name of one: `/token/…`. */
export const hideInPath = (path: string): string => {
  const segments = path.split('/');
  return segments
    .map((segment, index) => {
      const isSecret = isSecretInName(segment) || (segment !== '' && isNameOfSecret(segments[index - 1] ?? ''));
      return isSecret ? HIDDEN : segment;
    })
    .join('/');
};
