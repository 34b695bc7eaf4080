import { readPath, comparedPath, emulatedAt } from '../../stubs/stub-path.js';

/** The first words of components that only read. */
const READS =
  /^(?:list|search|find|findmany|get|count|query|read|retrieve|fetch|describe|show|is|has|check|exists?)(?![a-z\d])/;
/** Words of paths that change something, although another part of the path reads. */
const WRITES =
  /^(?:create|update|delete|remove|add|save|upsert|transfer|bind|unbind|run|execute|start|stop|send)(?:many)?(?![a-z\d])/;

/** The words of a name in small letters, joined by `_`: `getHosts` is `get_hosts`. */
const wordsOf = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();

/**
 * True if a request may change something in a live system. Only the name of its component can tell: the ESB takes GET and
 * POST alike. A name that is not known to read counts as one that changes.
 *
 * @param path without its query
 */
export const mayChange = (method: string, path: string): boolean => {
  const compared = comparedPath(path);
  if (emulatedAt(compared) !== undefined) return false;
  if (!['GET', 'POST'].includes(method)) return true;
  const place = readPath(compared);
  const words = compared.split('/').slice(2).map(wordsOf);
  if (place === undefined || place.face === 'esb') return !READS.test(words.at(-1) as string);
  if (words.some((word) => WRITES.test(word))) return true;
  return method !== 'GET' && !words.some((word) => READS.test(word));
};
