import { createRequire } from 'node:module';
import type * as LiquidModule from 'liquidjs';
import { stringify } from 'lossless-json';
import { isMap } from '../util/json/is-map.js';

type Engine = LiquidModule.Liquid;

/** The values that a template may name. */
export interface TemplateScope {
  request: { params: unknown; method: string; path: string };
  request_id: string;
  caller: { app: string; user: string };
  /** The time of the sandbox's clock, as ISO 8601 in UTC. */
  now: string;
  /** How many calls the stub has answered, with this one. */
  counter: number;
}

/** Makes a value from a scope. */
export type Render = (scope: TemplateScope) => unknown;

/** Bounds of a template: characters, milliseconds, and Liquid's count of what it makes. */
const LIMITS = { parseLimit: 1_000_000, renderLimit: 2_000, memoryLimit: 10_000_000 };

/** Tags that read files. */
const FILE_TAGS = ['include', 'render', 'layout', 'block'];

/** The engines: one makes texts, the other keeps the type of a value that stands alone. */
interface Engines {
  Output: typeof LiquidModule.Output;
  texts: Engine;
  values: Engine;
}

const createEngines = (): Engines => {
  // Most data has no templates, and loading the library takes 18 ms.
  const { Liquid, Output } = createRequire(import.meta.url)('liquidjs') as typeof LiquidModule;
  const create = (keepOutputType: boolean): Engine => {
    const engine = new Liquid({
      ...LIMITS,
      keepOutputType,
      ownPropertyOnly: true,
      strictFilters: true,
      strictVariables: true,
      lenientIf: true,
      timezoneOffset: 0,
      templates: {},
    });
    for (const tag of FILE_TAGS) Reflect.deleteProperty(engine.tags, tag);
    // The library's own filters cannot write integers beyond 2^53.
    for (const name of ['json', 'jsonify']) engine.registerFilter(name, (value: unknown) => stringify(value));
    return engine;
  };
  return { Output, texts: create(false), values: create(true) };
};

let engines: Engines | undefined;

const hasTemplate = (text: string): boolean => text.includes('{{') || text.includes('{%');

/**
 * Parses a text. One that is a single `{{ … }}` keeps the type of its value.
 *
 * @throws Error if it is no template
 */
const parseText = (text: string): Render => {
  const { Output, texts, values } = (engines ??= createEngines());
  const parts = values.parse(text);
  if (parts.length === 1 && parts[0] instanceof Output) return (scope) => values.renderSync(parts, scope) as unknown;
  const parsed = texts.parse(text);
  return (scope) => texts.renderSync(parsed, scope) as unknown;
};

const renderWith = (render: Render | undefined, value: unknown, scope: TemplateScope): unknown =>
  render === undefined ? value : render(scope);

/** The place of a text in a value, from its outside. */
export type Place = readonly (string | number)[];

/**
 * Parses the templates in the texts of a JSON value.
 *
 * @param report called with each text that is no template, and why
 * @returns undefined if there is no template in it
 */
export const parseTemplates = (
  value: unknown,
  report: (place: Place, reason: string) => void,
  place: Place = [],
): Render | undefined => {
  if (typeof value === 'string') {
    if (!hasTemplate(value)) return undefined;
    try {
      return parseText(value);
    } catch (error) {
      report(place, (error as Error).message.split('\n', 1)[0] as string);
      return undefined;
    }
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => parseTemplates(item, report, [...place, index]));
    if (items.every((item) => item === undefined)) return undefined;
    return (scope) => value.map((item: unknown, index) => renderWith(items[index], item, scope));
  }
  if (!isMap(value)) return undefined;
  const members = Object.entries(value).map(
    ([key, member]) => [key, member, parseTemplates(member, report, [...place, key])] as const,
  );
  if (members.every(([, , render]) => render === undefined)) return undefined;
  return (scope) =>
    Object.fromEntries(members.map(([key, member, render]) => [key, renderWith(render, member, scope)]));
};
