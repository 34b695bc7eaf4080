import type { Call } from '../../api/call.ts';
import { addressOf } from '../../api/root.ts';
import { snippetOf, SNIPPETS } from '../../api/snippets.ts';
import { say } from '../../state/language.ts';
import { CopyButton } from './copy-button.tsx';

const TEXTS = { copyAs: { en: 'Copy as {name}', zh: '复制为 {name}' } };

interface CopyAsProps {
  call: Call;
  /** The JSON of the header `X-Bkapi-Authorization`. */
  credentials: object;
}

/** Buttons that copy a call as text for other tools. */
export const CopyAs = ({ call, credentials }: CopyAsProps) => {
  const address = addressOf('').replace(/\/$/, '');
  return (
    <>
      {SNIPPETS.map((name) => (
        <CopyButton key={name} text={() => snippetOf(name, { ...call, address, credentials })}>
          {say(TEXTS.copyAs, { name })}
        </CopyButton>
      ))}
    </>
  );
};
