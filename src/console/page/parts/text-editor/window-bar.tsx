import { useState } from 'preact/hooks';
import { say } from '../../state/language.ts';
import { Button } from '../controls/button.tsx';
import { TextInput } from '../controls/field.tsx';
import { EDITOR } from './texts.ts';
import type { TextWindow } from './text-window.ts';

interface WindowBarProps {
  /** Says which part is shown. */
  text: string;
  before: TextWindow | undefined;
  after: TextWindow | undefined;
  onWindow: (window: TextWindow) => void;
  onLine: (line: number) => void;
}

/** Leads through the parts of a long text. */
export const WindowBar = ({ text, before, after, onWindow, onLine }: WindowBarProps) => {
  const [line, setLine] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    if (/^\d+$/.test(line.trim())) onLine(Number(line));
  };
  return (
    <form class="editor-bar" onSubmit={submit}>
      <span class="number quiet">{text}</span>
      <Button disabled={before === undefined} onClick={() => before !== undefined && onWindow(before)}>
        {say(EDITOR.before)}
      </Button>
      <Button disabled={after === undefined} onClick={() => after !== undefined && onWindow(after)}>
        {say(EDITOR.after)}
      </Button>
      <span class="editor-line">
        <TextInput
          label={say(EDITOR.line)}
          isLabelHidden
          placeholder={say(EDITOR.line)}
          inputMode="numeric"
          value={line}
          onInput={setLine}
        />
      </span>
      <Button type="submit">{say(EDITOR.go)}</Button>
    </form>
  );
};
