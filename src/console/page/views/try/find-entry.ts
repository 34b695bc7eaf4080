import type { Entry } from '../../../../journal/entry.ts';
import type { CallReply } from '../../api/call.ts';
import { control } from '../../api/control.ts';
import { entries } from '../../state/feed.ts';

/** How often the journal is asked, and the time between. It has an entry a moment after its reply was sent. */
const ASKS = 5;
const ASK_MS = 150;

/** The id of the newest request that is known. */
export const newestId = (): number => entries.value[0]?.id ?? 0;

const isOf = ({ text, headers }: CallReply): ((entry: Entry) => boolean) => {
  const values = new Set(headers.map(([, value]) => value));
  return ({ request_id: id }) => id !== null && (values.has(id) || text.includes(id));
};

/**
 * Finds the journal's entry of a call: by the request id of its reply, or else the newest one of its path.
 *
 * @param since the newest request before the call
 */
export const findEntry = async (reply: CallReply, path: string, since: number): Promise<Entry | undefined> => {
  for (let count = 0; count < ASKS; count += 1) {
    const found = (await control<Entry[]>('/requests', { query: { since } })).reverse();
    const entry =
      found.find(isOf(reply)) ?? found.find((one) => decodeURIComponent(path).startsWith(one.path.replace(/\/$/, '')));
    if (entry !== undefined) return entry;
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
  return undefined;
};
