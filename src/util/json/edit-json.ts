import { jsonTokens } from './json-tokens.js';

/** How JSON is edited. */
export interface JsonEditor<Context> {
  /** The context of the whole. */
  outermost: Context;
  /** The names of members whose texts say something of those beside them. */
  telling: ReadonlySet<string>;
  /**
   * The context of a member of an object.
   *
   * @param outer that of the object
   * @param told the texts of the telling members of the object
   */
  enter: (name: string, outer: Context, told: readonly string[]) => Context;
  /** A key: its JSON, or other JSON. */
  key: (token: string) => string;
  /** A text, a number, a boolean or null: its JSON, or other JSON. */
  scalar: (token: string, context: Context) => string;
}

interface Level {
  /** The place of its beginning. */
  at: number;
  isObject: boolean;
  /** The name of the member that is read; undefined if its key comes next. */
  name: string | undefined;
}

interface Visit {
  opens?: (level: Level, outer: Level | undefined) => void;
  key?: (at: number, level: Level) => void;
  scalar: (at: number, level: Level | undefined) => void;
}

const walk = (tokens: readonly string[], { opens, key, scalar }: Visit): void => {
  const levels: Level[] = [];
  for (const [at, token] of tokens.entries()) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      const inner = { at, isObject: token === '{', name: undefined };
      opens?.(inner, level);
      levels.push(inner);
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level !== undefined) level.name = undefined;
    else if (token === ':' || token === ',' || token.trim() === '') continue;
    else if (level?.isObject === true && level.name === undefined) {
      level.name = JSON.parse(token) as string;
      key?.(at, level);
    } else scalar(at, level);
  }
};

/** The texts of telling members, by where their objects open. */
const findTold = (tokens: readonly string[], telling: ReadonlySet<string>): Map<number, string[]> => {
  const told = new Map<number, string[]>();
  walk(tokens, {
    scalar: (at, level) => {
      const token = tokens[at] as string;
      if (level?.name === undefined || !telling.has(level.name) || !token.startsWith('"')) return;
      told.set(level.at, [...(told.get(level.at) ?? []), JSON.parse(token) as string]);
    },
  });
  return told;
};

/**
 * Edits keys and values of JSON, and leaves everything else as it is written: white space, digits, escapes, keys that are
 * there twice.
 *
 * @param text JSON
 */
export const editJson = <Context>(
  text: string,
  { outermost, telling, enter, key, scalar }: JsonEditor<Context>,
): string => {
  const tokens = jsonTokens(text);
  const told = findTold(tokens, telling);
  const edited = [...tokens];
  /** The context of what is in each level, or of the member that is read. */
  const contexts = new WeakMap<Level, { own: Context; member: Context }>();
  const contextIn = (level: Level | undefined): Context =>
    level === undefined ? outermost : (contexts.get(level) as { member: Context }).member;
  walk(tokens, {
    opens: (level, outer) => {
      const own = contextIn(outer);
      contexts.set(level, { own, member: own });
    },
    key: (at, level) => {
      const context = contexts.get(level) as { own: Context; member: Context };
      context.member = enter(level.name as string, context.own, told.get(level.at) ?? []);
      edited[at] = key(tokens[at] as string);
    },
    scalar: (at, level) => {
      edited[at] = scalar(tokens[at] as string, contextIn(level));
    },
  });
  return edited.join('');
};
