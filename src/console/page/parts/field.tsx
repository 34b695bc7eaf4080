import type { ComponentChildren, TargetedInputEvent } from 'preact';

interface FieldProps {
  label: string;
  hint?: string | undefined;
  children: ComponentChildren;
}

/** A control with its name above it. */
export const Field = ({ label, hint, children }: FieldProps) => (
  <label class="field">
    <span>{label}</span>
    {children}
    {hint !== undefined && <span class="hint">{hint}</span>}
  </label>
);

interface TextInputProps {
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
  /** True if it searches, so that the browser lets it be emptied. */
  isSearch?: boolean;
  /** The keyboard of a phone. Default: the one for text. */
  inputMode?: 'numeric' | 'decimal';
  label?: string;
  required?: boolean;
}

export const TextInput = ({ onInput, isSearch = false, label, ...rest }: TextInputProps) => {
  const shared = {
    class: 'input',
    'aria-label': label,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
    ...rest,
  };
  return isSearch ? <input type="search" {...shared} /> : <input type="text" {...shared} />;
};

interface ChoiceProps {
  value: string;
  choices: readonly (readonly [value: string, text: string])[];
  onChoose: (value: string) => void;
  label?: string;
}

export const Choice = ({ value, choices, onChoose, label }: ChoiceProps) => (
  <select class="input" value={value} aria-label={label} onChange={(event) => onChoose(event.currentTarget.value)}>
    {choices.map(([one, text]) => (
      <option key={one} value={one}>
        {text}
      </option>
    ))}
  </select>
);
