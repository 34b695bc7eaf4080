import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { say } from '../../state/language.ts';
import { numberText } from '../numbers.ts';
import { EDITOR } from './texts.ts';
import { lineAt, lineStartsOf, offsetOf, windowAround, windowBeside, type TextWindow } from './text-window.ts';
import { WindowBar } from './window-bar.tsx';
import './text-editor.css';

/** The height of a line, in px, as in the styles. */
const LINE = 20;
const MOST_ROWS = 26;
const LEAST_ROWS = 8;

/** A place in a text. Lines and columns count from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

/** A line that is marked. */
export interface TextMark {
  line: number;
  severity: 'error' | 'warning';
}

/** Lines that came or went: those after a line have other numbers now. */
export interface LineShift {
  after: number;
  by: number;
}

interface TextEditorProps {
  /** The text at first. Another text needs an editor of its own (a `key`). */
  text: string;
  label: string;
  marks: readonly TextMark[];
  /** True if the text can be read alone. */
  isReadOnly: boolean;
  /** The cursor goes there, each time that it is another object. */
  place: TextPlace | undefined;
  onInput: (text: string, shift: LineShift | undefined) => void;
}

/** The part of the text that is in the page, and the offset where the cursor has to go. */
interface Shown extends TextWindow {
  cursor?: number;
}

const widthOf = (area: HTMLTextAreaElement, text: string): number => {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 0;
  context.font = getComputedStyle(area).font;
  return context.measureText(text).width;
};

/** Puts the cursor to an offset of the field, in the middle of what is seen. */
const putCursor = (area: HTMLTextAreaElement, offset: number): void => {
  const before = area.value.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  area.focus();
  area.setSelectionRange(offset, offset);
  area.scrollTop = (before.split('\n').length - 1) * LINE - area.clientHeight / 2;
  area.scrollLeft = widthOf(area, before.slice(start)) - area.clientWidth / 2;
};

const shiftOf = (before: string, value: string, cursor: number, firstLine: number): LineShift | undefined => {
  const by = value.split('\n').length - before.split('\n').length;
  if (by === 0) return undefined;
  const line = firstLine + value.slice(0, cursor).split('\n').length - 1;
  return { after: by > 0 ? line - by : line, by };
};

/**
 * A field for a text of any length, with line numbers and marked lines. Only a part of a long text is in the page.
 */
export const TextEditor = ({ text: initial, label, marks, isReadOnly, place, onInput }: TextEditorProps) => {
  const [text, setText] = useState(initial);
  const starts = useMemo(() => lineStartsOf(text), [text]);
  const [shown, setShown] = useState<Shown>(() => windowAround(text, starts, 0));
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const bands = useRef<HTMLDivElement>(null);
  const value = useMemo(() => text.slice(shown.from, shown.to), [text, shown.from, shown.to]);
  const first = lineAt(starts, shown.from);
  const last = lineAt(starts, shown.to);

  const goTo = (line: number, column: number): void => {
    const cursor = offsetOf(text, starts, line, column);
    const isShown = cursor >= shown.from && cursor <= shown.to;
    setShown({ ...(isShown ? shown : windowAround(text, starts, cursor)), cursor });
  };
  const follow = (): void => {
    const top = area.current?.scrollTop ?? 0;
    if (gutter.current !== null) gutter.current.scrollTop = top;
    if (bands.current !== null) bands.current.style.transform = `translateY(${-top}px)`;
  };
  useLayoutEffect(() => {
    if (place !== undefined) goTo(place.line, place.column);
  }, [place]);
  useLayoutEffect(() => {
    const field = area.current as HTMLTextAreaElement;
    // Only another part is written into the field, so that the browser can undo what is typed.
    if (field.value !== value) {
      field.value = value;
      field.scrollTo(0, 0);
    }
    if (shown.cursor !== undefined) putCursor(field, shown.cursor - shown.from);
    follow();
  }, [shown]);

  const read = (field: HTMLTextAreaElement): void => {
    const changed = text.slice(0, shown.from) + field.value + text.slice(shown.to);
    const shift = shiftOf(value, field.value, field.selectionEnd, first);
    setText(changed);
    setShown({ from: shown.from, to: shown.from + field.value.length });
    onInput(changed, shift);
  };
  const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const inside = marks.filter(({ line }) => line >= first && line <= last);
  return (
    <div class="editor">
      {shown.to - shown.from < text.length && (
        <WindowBar
          text={say(EDITOR.part, {
            first: numberText(first),
            last: numberText(last),
            count: numberText(starts.length),
          })}
          before={windowBeside(text, starts, shown, -1)}
          after={windowBeside(text, starts, shown, 1)}
          onWindow={setShown}
          onLine={(line) => goTo(line, 1)}
        />
      )}
      <div class="editor-text">
        <pre class="editor-lines" aria-hidden="true" ref={gutter}>
          {lines.join('\n')}
        </pre>
        <div class="editor-field">
          <div class="editor-bands" ref={bands}>
            {inside.map(({ line, severity }, index) => (
              <div key={index} class={`editor-band ${severity}`} style={{ top: `${(line - first) * LINE}px` }} />
            ))}
          </div>
          <textarea
            ref={area}
            aria-label={label}
            readOnly={isReadOnly}
            wrap="off"
            spellcheck={false}
            autocapitalize="off"
            autocomplete="off"
            rows={Math.min(MOST_ROWS, Math.max(LEAST_ROWS, lines.length + 1))}
            onInput={(event) => read(event.currentTarget)}
            onScroll={follow}
          />
        </div>
      </div>
    </div>
  );
};
