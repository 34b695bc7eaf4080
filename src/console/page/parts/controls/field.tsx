import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import { Hint } from './hint.tsx';

interface Labelled {
  label: string;
  /** More about it, below; names stand between backquotes. */
  hint?: string | undefined;
  /** The problem of the value. */
  problem?: string | undefined;
  /** True if the label is for those alone who do not see the page, because its place says enough. */
  isLabelHidden?: boolean;
}

/** The attributes that tie a control to its label, its hint and its problem. */
interface Tied {
  id: string;
  'aria-describedby': string | undefined;
}

/** A control with its name above it. @param children the control, which must have the given attributes */
export const Field = ({
  label,
  hint,
  problem,
  isLabelHidden = false,
  children,
}: Labelled & { children: (tied: Tied) => ComponentChildren }) => {
  const id = useId();
  const hintId = `${id}-hint`;
  const problemId = `${id}-problem`;
  const about = [...(hint === undefined ? [] : [hintId]), ...(problem === undefined ? [] : [problemId])].join(' ');
  return (
    <div class="field">
      <label class={isLabelHidden ? 'visually-hidden' : undefined} for={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': about || undefined })}
      {hint !== undefined && <Hint id={hintId} text={hint} />}
      {problem !== undefined && (
        <span class="hint problem" id={problemId} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
};

interface TextInputProps extends Labelled {
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
  /** True if it searches, so that the browser lets it be emptied. */
  isSearch?: boolean;
  /** The keyboard of a phone. Default: the one for text. */
  inputMode?: 'numeric' | 'decimal';
  required?: boolean;
  /** Id of the `<datalist>` with what is offered. */
  list?: string | undefined;
}

export const TextInput = ({
  label,
  hint,
  problem,
  isLabelHidden = false,
  onInput,
  isSearch = false,
  ...rest
}: TextInputProps) => (
  <Field label={label} hint={hint} problem={problem} isLabelHidden={isLabelHidden}>
    {(tied) => {
      const shared = {
        ...tied,
        class: 'input',
        onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
        ...rest,
      };
      return isSearch ? <input type="search" {...shared} /> : <input type="text" {...shared} />;
    }}
  </Field>
);

interface ChoiceProps extends Labelled {
  value: string;
  choices: readonly (readonly [value: string, text: string])[];
  onChoose: (value: string) => void;
}

export const Choice = ({ value, choices, onChoose, ...labelled }: ChoiceProps) => (
  <Field {...labelled}>
    {(tied) => (
      <select {...tied} class="input" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {choices.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);

interface TextAreaProps extends Labelled {
  value: string;
  onInput: (value: string) => void;
  rows: number;
  /** True if letters of equal width make it easier to read. */
  isCode?: boolean;
}

/** A field of several lines. */
export const TextArea = ({ value, onInput, rows, isCode = false, ...labelled }: TextAreaProps) => (
  <Field {...labelled}>
    {(tied) => (
      <textarea
        {...tied}
        class={isCode ? 'input mono' : 'input'}
        rows={rows}
        value={value}
        spellcheck={!isCode}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    )}
  </Field>
);
