import type { Problem } from '../../util/problem.js';
import type { Notes } from '../notes.js';
import type { Captured } from './captured.js';
import { findExchanges } from './find-exchanges.js';
import { readReply, type Reply } from './read-reply.js';

/** The successful replies of components, and the number of all other items. */
export interface FoundReplies {
  replies: Reply[];
  passedOver: number;
}

/**
 * Finds the successful replies of components in captured documents.
 *
 * @param notes gets the items that are passed over
 * @param problems gets the documents that hold no exchange at all
 */
export const findReplies = (documents: readonly Captured[], notes: Notes, problems: Problem[]): FoundReplies => {
  const found: FoundReplies = { replies: [], passedOver: 0 };
  for (const document of documents) {
    const { exchanges, others } = findExchanges(document);
    if (exchanges.length === 0 && others.length > 0) {
      problems.push(document.problem({ code: 'CAPTURE_UNKNOWN_FORM' }));
      continue;
    }
    for (const at of others) {
      notes.tally('no reply', at, (count) => ({ code: 'CAPTURE_NOT_A_REPLY', count }));
    }
    found.passedOver += others.length;
    for (const exchange of exchanges) {
      const reply = readReply(exchange);
      if (reply !== undefined && 'component' in reply) {
        found.replies.push(reply);
        continue;
      }
      found.passedOver += 1;
      if (reply === undefined) continue;
      notes.tally(reply.kind, exchange.at, reply.say);
    }
  }
  return found;
};
