import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../state/language.ts';
import { Button } from './button.tsx';

const TEXTS = { cancel: { en: 'Cancel', zh: '取消' } };

interface AskDialogProps {
  title: string;
  /** The consequences. */
  children: ComponentChildren;
  /** The name of the action. */
  action: string;
  onYes: () => void;
  /** Called in each case, after `onYes`. */
  onClose: () => void;
}

/** Asks before something is lost. Escape and the first button leave all as it is. */
export const AskDialog = ({ title, children, action, onYes, onClose }: AskDialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    onYes();
    // The browser gives the focus back.
    dialog.current?.close();
  };
  return (
    <dialog class="dialog" ref={dialog} onClose={onClose} aria-labelledby="ask-title" aria-describedby="ask-about">
      <form onSubmit={submit}>
        <h2 id="ask-title">{title}</h2>
        <p id="ask-about">{children}</p>
        <div class="row-of">
          <Button onClick={() => dialog.current?.close()}>{say(TEXTS.cancel)}</Button>
          <Button kind="danger" type="submit">
            {action}
          </Button>
        </div>
      </form>
    </dialog>
  );
};
