import type { ComponentChildren } from 'preact';
import type { CallReply } from '../api/call.ts';
import { say } from '../state/language.ts';
import { EnvelopeTag } from './envelope-tag.tsx';
import { JsonText, prettyText } from './json.tsx';
import { noReplyReason } from './no-reply.ts';
import { numberText } from './numbers.ts';

const TEXTS = {
  reply: { en: 'Reply', zh: '返回' },
  none: { en: 'No reply: {reason}', zh: '没有返回：{reason}' },
  bytes: { en: '{count} bytes', zh: '{count} 字节' },
};

/** The reply to a call that was sent from the page, with its status, size and time; or the reason why there is none. */
export const CallReplyView = ({ reply, children }: { reply: CallReply | Error; children?: ComponentChildren }) => (
  <section class="call-reply">
    <div class="with-heading">
      <h3>{say(TEXTS.reply)}</h3>
      {children}
    </div>
    {reply instanceof Error ? (
      <p class="notice bad" role="alert">
        {say(TEXTS.none, { reason: noReplyReason(reply) })}
      </p>
    ) : (
      <>
        <p class="row-of small quiet number" role="status">
          <EnvelopeTag reply={reply} />
          <span>HTTP {reply.status}</span>
          <span>{numberText(Math.round(reply.ms))} ms</span>
          <span>{say(TEXTS.bytes, { count: numberText(new TextEncoder().encode(reply.text).length) })}</span>
        </p>
        <JsonText text={prettyText(reply.text)} label={say(TEXTS.reply)} />
      </>
    )}
  </section>
);
