import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';

interface Labelled {
  label: string;
  /** More about it, below. */
  hint?: string | undefined;
  /** True if the label is for those alone who do not see the page, because its place says enough. */
  isLabelHidden?: boolean;
}

/** A control with its name above it. @param children the control, which must have the given id */
export const Field = ({
  label,
  hint,
  isLabelHidden = false,
  children,
}: Labelled & { children: (id: string) => ComponentChildren }) => {
  const id = useId();
  return (
    <div class="field">
      <label class={isLabelHidden ? 'visually-hidden' : undefined} for={id}>
        {label}
      </label>
      {children(id)}
      {hint !== undefined && <span class="hint">{hint}</span>}
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
}

export const TextInput = ({
  label,
  hint,
  isLabelHidden = false,
  onInput,
  isSearch = false,
  ...rest
}: TextInputProps) => (
  <Field label={label} hint={hint} isLabelHidden={isLabelHidden}>
    {(id) => {
      const shared = {
        id,
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
    {(id) => (
      <select id={id} class="input" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {choices.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);
