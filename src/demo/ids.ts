/** Ids below these are left for fixtures that people write. */
export const FIRST_ID = {
  business: 2,
  setTemplate: 11,
  serviceTemplate: 1001,
  set: 101,
  module: 101,
  host: 1001,
  serviceInstance: 1001,
  process: 10_001,
};

/**
 * Every service instance owns this many process ids, used or not, so that no id depends on another instance. Every service
 * template owns as many ids of process templates.
 */
export const PROCESS_IDS = 100;

/** Sets of set templates have even indices, and each business has one more set, with an odd index. */
export const setIdOf = (business: number, setTemplate: number | undefined): number =>
  FIRST_ID.set + (setTemplate === undefined ? 2 * business + 1 : 2 * setTemplate);
