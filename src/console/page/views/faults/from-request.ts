import type { AnsweredRequest } from '../../../../journal/entry.ts';
import { control } from '../../api/control.ts';
import { isShownWhole } from '../../api/shown-whole.ts';
import { openDraft, type Fields } from '../../state/draft.ts';

/**
 * The form of a fault for calls like a request, with the reply that it got as custom reply. No call has the signs that stand for
 * secrets and long texts, so that the fault would never strike.
 */
export const fieldsOfRequest = ({ id, component, parameters, status, reply }: AnsweredRequest): Fields => ({
  from: String(id),
  component: component ?? '',
  parameters: JSON.stringify(Object.fromEntries(Object.entries(parameters).filter(isShownWhole)), null, 2),
  ...(typeof reply?.body === 'string'
    ? { reply: 'whole', http: String(status ?? 200), type: reply.headers['content-type'] ?? '', body: reply.body }
    : {}),
});

/**
 * Fills the form of faults from a request of the journal, and shows it.
 *
 * @param signal aborted if it is no longer wanted
 * @throws ControlFailure if there is no such request
 */
export const openRequestAsFault = async (id: string, signal: AbortSignal): Promise<void> => {
  const entry = await control<AnsweredRequest>(`/requests/${encodeURIComponent(id)}`, { signal });
  openDraft('faults', [], fieldsOfRequest(entry));
};
