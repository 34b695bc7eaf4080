import { MarkedText } from '../marked-text.tsx';

/** More about a control, beside it; names stand between backquotes. The control has its id as `aria-describedby`. */
export const Hint = ({ id, text }: { id: string; text: string }) => (
  <span class="hint" id={id}>
    <MarkedText text={text} />
  </span>
);
