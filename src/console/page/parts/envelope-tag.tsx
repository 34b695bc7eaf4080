import type { CallReply } from '../api/call.ts';
import { say } from '../state/language.ts';
import { CodeTag } from './code-tag.tsx';

const TEXTS = { none: { en: 'no envelope', zh: '没有返回结构' } };

/** The code of an envelope; null if there is none. */
const codeOf = (text: string): number | null => {
  try {
    const { code, bk_error_code } = JSON.parse(text) as Record<string, unknown>;
    const found = code ?? bk_error_code;
    return typeof found === 'number' ? found : null;
  } catch {
    return null;
  }
};

/** The code of a reply's envelope. The HTTP status of a reply without one says nothing of its success. */
export const EnvelopeTag = ({ reply: { status, text } }: { reply: CallReply }) => {
  const code = codeOf(text);
  if (code !== null) return <CodeTag status={status} code={code} />;
  return <span class={status < 400 ? 'tag warn' : 'tag bad'}>{say(TEXTS.none)}</span>;
};
