import { useEffect, useRef, useState } from 'preact/hooks';
import { token, useToken } from '../../api/token.ts';
import { say } from '../../state/language.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';

const TEXTS = {
  title: { en: 'Control token', zh: '控制令牌' },
  about: {
    en: 'This emulator is guarded. It prints its token when it starts, unless --control-token gives one. The token is kept for this tab alone.',
    zh: '此模拟器需要令牌。启动时会打印令牌，除非已用 --control-token 指定。令牌仅保存在当前标签页中。',
  },
  wrong: { en: 'The emulator did not take this token.', zh: '模拟器不接受此令牌。' },
  use: { en: 'Go on', zh: '继续' },
};

/** Asks for the token, and does not go away before it is given. */
export const TokenDialog = () => {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    useToken(text.trim());
  };
  return (
    <dialog
      class="dialog"
      ref={dialog}
      onCancel={(event) => event.preventDefault()}
      aria-labelledby="token-title"
      aria-describedby="token-about"
    >
      <form onSubmit={submit}>
        <h2 id="token-title">{say(TEXTS.title)}</h2>
        <p id="token-about">{say(TEXTS.about)}</p>
        <Field label={say(TEXTS.title)} problem={token.value === undefined ? undefined : say(TEXTS.wrong)}>
          {(tied) => (
            <input
              {...tied}
              class="input"
              type="password"
              required
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <div>
          <Button kind="primary" type="submit">
            {say(TEXTS.use)}
          </Button>
        </div>
      </form>
    </dialog>
  );
};
