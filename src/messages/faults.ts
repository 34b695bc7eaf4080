import { entry } from './entry.js';
import { problemsEn, problemsZh, type Counts } from './phrases.js';

/** Faults that are not valid. */
export const FAULTS = {
  FAULT_INVALID: entry<Counts>({
    en: (found) => `${problemsEn(found)} in the faults`,
    zh: (found) => `故障中有 ${problemsZh(found)}`,
    cure: { en: 'Mend each of the problems that are listed.', zh: '逐条修正列出的问题。' },
    examples: [{ errors: 2, warnings: 0 }],
  }),
  FAULT_PROBLEM: entry<{ said: string }>({
    en: ({ said }) => said,
    zh: ({ said }) => said,
    cure: { en: 'The message says what is wrong with the fault.', zh: '消息说明了故障的问题所在。' },
    examples: [{ said: 'name is missing' }],
  }),
};
