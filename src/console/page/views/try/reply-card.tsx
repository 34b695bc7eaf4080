import { memo } from 'preact/compat';
import type { Entry } from '../../../../journal/entry.ts';
import type { CallReply } from '../../api/call.ts';
import { EnvelopeTag } from '../../parts/envelope-tag.tsx';
import { JsonText, prettyText } from '../../parts/json.tsx';
import { noReplyReason } from '../../parts/no-reply.ts';
import { numberText } from '../../parts/numbers.ts';
import { Remarks } from '../../parts/remarks.tsx';
import { say } from '../../state/language.ts';
import { linkTo } from '../../state/route.ts';
import { REPLY, TRY } from './texts.ts';

/** The outcome of a call: its reply or the reason why there is none, and its entry in the journal. */
export interface Outcome {
  reply: CallReply | Error;
  entry: Entry | undefined;
}

const Reply = ({ reply }: { reply: CallReply }) => (
  <>
    <p class="row-of number">
      <span class="tag">HTTP {reply.status}</span>
      <EnvelopeTag reply={reply} />
      <span class="quiet">{numberText(Math.round(reply.ms))} ms</span>
      <span class="quiet">{say(REPLY.bytes, { count: numberText(new TextEncoder().encode(reply.text).length) })}</span>
    </p>
    <details>
      <summary>{say(REPLY.headers, { count: reply.headers.length })}</summary>
      <dl class="facts mono">
        {reply.headers.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </details>
  </>
);

/** A long reply is not read again with each letter that is typed in the form. */
const Body = memo(({ text }: { text: string }) =>
  text === '' ? <p class="quiet">{say(REPLY.empty)}</p> : <JsonText text={prettyText(text)} label={say(REPLY.body)} />,
);

/** The reply beside the form, and why it is so. */
export const ReplyCard = ({ outcome, isSending }: { outcome: Outcome | undefined; isSending: boolean }) => {
  const { reply, entry } = outcome ?? {};
  return (
    <section class="card reply-card" aria-labelledby="try-reply">
      <header class="card-head">
        <h2 id="try-reply">{say(REPLY.title)}</h2>
        <span class="bar-space" />
        {entry !== undefined && <a href={linkTo('requests', [entry.id])}>{say(REPLY.request, { id: entry.id })}</a>}
      </header>
      <div class="card-body" aria-busy={isSending}>
        <p class="visually-hidden" role="status">
          {reply !== undefined && !(reply instanceof Error) && !isSending ? `HTTP ${reply.status}` : ''}
        </p>
        {isSending ? (
          <p class="quiet">{say(TRY.sending)}</p>
        ) : (
          reply === undefined && <p class="quiet">{say(REPLY.none)}</p>
        )}
        {!isSending && reply instanceof Error && (
          <p class="notice bad" role="alert">
            {say(REPLY.notSent, { reason: noReplyReason(reply) })}
          </p>
        )}
        {!isSending && reply !== undefined && !(reply instanceof Error) && <Reply reply={reply} />}
        {!isSending && entry !== undefined && <Remarks entry={entry} />}
        {!isSending && reply !== undefined && !(reply instanceof Error) && <Body text={reply.text} />}
      </div>
    </section>
  );
};
