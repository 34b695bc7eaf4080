import type { Entry } from '../../../../journal/entry.ts';
import { control } from '../../api/control.ts';
import { openDraft, type Fields } from '../../state/draft.ts';

/** A request with the reply that was sent, as far as the journal keeps it. */
interface EntryWithReply extends Entry {
  reply?: { headers: Readonly<Record<string, string>>; body: string; complete: boolean } | null;
}

/** The form of a fault for calls like a request, with the reply that it got as custom reply. */
export const fieldsOfRequest = ({ id, component, parameters, status, reply }: EntryWithReply): Fields => ({
  from: String(id),
  component: component ?? '',
  parameters: JSON.stringify(parameters, null, 2),
  ...(reply?.complete === true
    ? { reply: 'whole', http: String(status ?? 200), type: reply.headers['content-type'] ?? '', body: reply.body }
    : {}),
});

/** Fills the form of faults from a request of the journal, and shows it. @throws ControlFailure if there is no such request */
export const openRequestAsFault = async (id: string): Promise<void> => {
  const entry = await control<EntryWithReply>(`/requests/${encodeURIComponent(id)}`);
  openDraft('faults', [], fieldsOfRequest(entry));
};
