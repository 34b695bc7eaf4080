interface SwitchGroupProps<T extends string> {
  label: string;
  value: T;
  choices: readonly (readonly [value: T, text: string])[];
  onChoose: (value: T) => void;
}

/** A choice among few, all of which are seen. */
export const SwitchGroup = <T extends string>({ label, value, choices, onChoose }: SwitchGroupProps<T>) => (
  <div class="switch-group" role="group" aria-label={label}>
    {choices.map(([one, text]) => (
      <button key={one} type="button" aria-pressed={one === value} onClick={() => onChoose(one)}>
        {text}
      </button>
    ))}
  </div>
);
