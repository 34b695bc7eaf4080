import { useEffect, useRef, useState } from 'preact/hooks';
import type { Operation } from '../../api/operations.ts';
import { Hint } from '../../parts/controls/hint.tsx';
import { Button } from '../../parts/controls/button.tsx';
import { CopyAs } from '../../parts/controls/copy-as.tsx';
import { MarkedText } from '../../parts/marked-text.tsx';
import { credentials } from '../../state/credentials.ts';
import { useDraft } from '../../state/draft.ts';
import { say } from '../../state/language.ts';
import { callOf, canSend, defaultBody, draftOf, sendDraft } from './call-draft.ts';
import { CallForm } from './call-form.tsx';
import { findEntry, newestId } from './find-entry.ts';
import { ReplyCard, type Outcome } from './reply-card.tsx';
import { TRY } from './texts.ts';

const About = ({ operation: { summary, description, method, path } }: { operation: Operation }) => (
  <div>
    <h2>{say(summary)}</h2>
    <p class="mono quiet try-path">
      {method} {path}
    </p>
    <details>
      <summary>{say(TRY.details)}</summary>
      <p class="try-about quiet">
        <MarkedText text={say(description)} />
      </p>
    </details>
  </div>
);

/** One operation: its form, and the reply beside it. */
export const OperationView = ({ operation }: { operation: Operation }) => {
  const [fields, change] = useDraft('try', [operation.id]);
  const [outcome, setOutcome] = useState<Outcome>();
  const [sending, setSending] = useState<AbortController>();
  const latest = useRef<AbortController | undefined>(undefined);
  const draft = draftOf(operation, fields);
  const call = callOf(draft);
  const isReady = canSend(draft);
  const replyPlace = useRef<HTMLDivElement>(null);
  // On a narrow screen the reply is far below.
  useEffect(() => {
    if (outcome !== undefined) replyPlace.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome?.reply]);

  const send = async (): Promise<void> => {
    if (!isReady) return;
    latest.current?.abort();
    const stop = (latest.current = new AbortController());
    setSending(stop);
    const since = newestId();
    const reply = await sendDraft(draft, credentials.value, stop.signal).catch((error: unknown) => error as Error);
    if (latest.current !== stop) return;
    setSending(undefined);
    setOutcome({ reply, entry: undefined });
    if (reply instanceof Error) return;
    const entry = await findEntry(reply, draft.path, since).catch(() => undefined);
    if (latest.current === stop) setOutcome({ reply, entry });
  };

  return (
    <div class="try-view">
      <form
        class="card"
        aria-label={operation.id}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void send();
        }}
      >
        <div class="card-body">
          <About operation={operation} />
          <CallForm operation={operation} fields={fields} change={change} />
          {!isReady && <p class="notice bad">{say(TRY.noQuery, { method: draft.method })}</p>}
          <div class="row-of try-send">
            <Button kind="primary" type="submit" describedBy="try-keys" disabled={!isReady}>
              {say(TRY.send)}
            </Button>
            {sending !== undefined && <Button onClick={() => sending.abort()}>{say(TRY.cancel)}</Button>}
            <span class="try-keys">
              <Hint id="try-keys" text={say(TRY.keys)} />
            </span>
            <span class="bar-space" />
            {fields['body'] !== undefined && fields['body'] !== defaultBody(operation) && (
              <Button kind="plain" onClick={() => change({ body: defaultBody(operation) })}>
                {say(TRY.reset)}
              </Button>
            )}
          </div>
          {call !== undefined && (
            <div class="row-of">
              <CopyAs call={call} credentials={credentials.value} />
            </div>
          )}
        </div>
      </form>
      <div class="reply-place" ref={replyPlace}>
        <ReplyCard outcome={outcome} isSending={sending !== undefined} />
      </div>
    </div>
  );
};
