import { memo } from 'preact/compat';
import { useEffect } from 'preact/hooks';
import type { AnsweredRequest, Entry } from '../../../../journal/entry.ts';
import { sendCall } from '../../api/call.ts';
import { SANDBOX } from '../../api/root.ts';
import { control } from '../../api/control.ts';
import { Button } from '../../parts/controls/button.tsx';
import { CodeTag } from '../../parts/code-tag.tsx';
import { CopyAs } from '../../parts/controls/copy-as.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Json, JsonText, prettyText } from '../../parts/json.tsx';
import { noReplyReason } from '../../parts/no-reply.ts';
import { Remarks } from '../../parts/remarks.tsx';
import { announce } from '../../state/announcement.ts';
import { credentials } from '../../state/credentials.ts';
import { say } from '../../state/language.ts';
import { linkTo, route } from '../../state/route.ts';
import { useResource } from '../../state/resource.ts';
import { canBeStubbed } from '../fixtures/stub/stub-of-request.ts';
import { isShownWhole } from '../../api/shown-whole.ts';
import { nameOf } from './matches.ts';
import { durationText } from './request-list.tsx';
import { DETAIL, REQUESTS } from './texts.ts';

/** The credentials of a call that is sent again: the app and user of the request, if it named them. */
const credentialsFor = ({ app, user }: Entry): object => ({
  ...credentials.value,
  ...(app === null ? {} : { bk_app_code: app }),
  ...(user === null ? {} : { bk_username: user }),
});

const sendAgain = async (entry: Entry): Promise<void> => {
  try {
    const { status } = await sendCall(entry, credentialsFor(entry));
    announce(say(DETAIL.sent, { status }));
  } catch (error) {
    announce(say(DETAIL.notSent, { reason: noReplyReason(error as Error) }));
  }
};

/** The facts of a request that stand above its parameters. */
const Facts = ({ entry }: { entry: Entry }) => (
  <dl class="facts">
    <dt>{say(REQUESTS.time)}</dt>
    <dd>{new Date(entry.time).toLocaleString()}</dd>
    <dt>{say(DETAIL.status)}</dt>
    <dd>{entry.status ?? '—'}</dd>
    <dt>{say(REQUESTS.duration)}</dt>
    <dd>{durationText(entry.duration_ms)}</dd>
    <dt>{say(DETAIL.size)}</dt>
    <dd>{say(DETAIL.bytes, { count: entry.size })}</dd>
    <dt>{say(REQUESTS.app)}</dt>
    <dd>{entry.app ?? '—'}</dd>
    <dt>{say(DETAIL.user)}</dt>
    <dd>{entry.user ?? '—'}</dd>
    <dt>{say(DETAIL.face)}</dt>
    <dd>{entry.face}</dd>
    {entry.request_id !== null && (
      <>
        <dt>{say(DETAIL.requestId)}</dt>
        <dd class="mono">{entry.request_id}</dd>
      </>
    )}
  </dl>
);

const Actions = ({ entry }: { entry: Entry }) => (
  <div class="row-of">
    <Button kind="primary" onClick={() => void sendAgain(entry)}>
      {say(DETAIL.again)}
    </Button>
    <a class="button" href={linkTo('faults', ['new'], { request: String(entry.id) })}>
      {say(DETAIL.asFault)}
    </a>
    <a class="button" href={linkTo('try', [], { request: String(entry.id) })}>
      {say(DETAIL.edit)}
    </a>
    <CopyAs call={entry} credentials={credentialsFor(entry)} />
    {canBeStubbed(entry) && (
      <a class="button" href={linkTo('fixtures', ['stub'], { request: String(entry.id) })}>
        {say(DETAIL.makeStub)}
      </a>
    )}
  </div>
);

const Reply = ({ reply }: Pick<AnsweredRequest, 'reply'>) => (
  <section>
    <h3>{say(DETAIL.reply)}</h3>
    {typeof reply?.body === 'string' ? (
      <JsonText text={prettyText(reply.body)} label={say(DETAIL.reply)} />
    ) : (
      <p class="quiet">{say(reply === null ? DETAIL.noReply : DETAIL.noText)}</p>
    )}
  </section>
);

interface RequestDetailProps {
  id: string;
  /** The time of the request that has this id in the list; undefined if none has. */
  time: string | undefined;
}

/**
 * One request: its parameters, its reply, and what to know of it. It is not drawn again with the list, which may change often while a
 * long reply is read.
 */
export const RequestDetail = memo(({ id, time }: RequestDetailProps) => {
  const { value, failure, reload } = useResource(
    (signal) => control<AnsweredRequest>(`/requests/${encodeURIComponent(id)}`, { signal }),
    [id],
  );
  // While another request is asked for, the one before is still there.
  const isThis = String(value?.id) === id;
  // A request that was shown before it left the journal can be read on.
  const isGone = failure?.status === 404 && isThis;
  const entry = isThis && (failure === undefined || isGone) ? value : undefined;
  // After a restart of the emulator, another request has the id.
  const isOther = time !== undefined && (failure !== undefined || (isThis && value?.time !== time));
  useEffect(() => {
    if (isOther) reload();
  }, [time]);
  return (
    <aside class="card request-detail" aria-label={say(DETAIL.title, { id })}>
      <header class="card-head">
        <h2>{say(DETAIL.title, { id })}</h2>
        {entry !== undefined && <CodeTag status={entry.status} code={entry.code} />}
        <span class="tag">{SANDBOX}</span>
        <span class="bar-space" />
        <a class="button plain" href={linkTo('requests', [], route.value.query)}>
          {say(DETAIL.close)}
        </a>
      </header>
      <div class="card-body">
        {failure !== undefined && !isGone && <Failure failure={failure} onRetry={reload} />}
        {isGone && <p class="notice warn">{say(DETAIL.gone)}</p>}
        {entry !== undefined && (
          <>
            <div>
              <p class="detail-name">{nameOf(entry)}</p>
              <p class="mono quiet">
                {entry.method} {entry.path}
              </p>
            </div>
            <Actions entry={entry} />
            <Remarks entry={entry} />
            <Facts entry={entry} />
            <section>
              <h3>{say(DETAIL.parameters)}</h3>
              {!isShownWhole(entry.parameters) && <p class="quiet small">{say(DETAIL.notWhole)}</p>}
              <Json value={entry.parameters} label={say(DETAIL.parameters)} />
            </section>
            <Reply reply={entry.reply} />
          </>
        )}
      </div>
    </aside>
  );
});
