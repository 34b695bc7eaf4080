import { useState } from 'preact/hooks';
import type { ListedRow, RowRequest } from '../../../../../model/row-list.ts';
import { sendCall, type CallReply } from '../../../api/call.ts';
import { Button } from '../../../parts/controls/button.tsx';
import { CallReplyView } from '../../../parts/call-reply.tsx';
import { CopyAs } from '../../../parts/controls/copy-as.tsx';
import { Json } from '../../../parts/json.tsx';
import { credentials } from '../../../state/credentials.ts';
import { say } from '../../../state/language.ts';
import { ROW } from '../texts.ts';

const Sendable = ({ request }: { request: RowRequest }) => {
  const [reply, setReply] = useState<CallReply | Error>();
  const [isSending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    setSending(true);
    setReply(await sendCall(request, credentials.value).catch((error: unknown) => error as Error));
    setSending(false);
  };
  return (
    <>
      <p class="row-request-path">
        <strong>{request.component}</strong>
        <span class="mono quiet">
          {request.method} {request.path}
        </span>
      </p>
      <Json value={request.parameters} label={say(ROW.parameters)} />
      <div class="row-of">
        <Button kind="primary" disabled={isSending} onClick={() => void send()}>
          {say(isSending ? ROW.sending : ROW.send)}
        </Button>
        <CopyAs call={request} credentials={credentials.value} />
      </div>
      {reply !== undefined && <CallReplyView reply={reply} />}
    </>
  );
};

/** The request that returns a row, or else its service instances, ready to send. */
export const RowRequestPanel = ({ row }: { row: ListedRow }) => {
  const request = row.request ?? row.instances_request;
  return (
    <section>
      <div class="with-heading">
        <h3>{say(row.request === null && request !== null ? ROW.instancesRequest : ROW.request)}</h3>
      </div>
      {request === null ? <p class="quiet">{say(ROW.noRequest)}</p> : <Sendable request={request} />}
    </section>
  );
};
