interface SwitchProps {
  label: string;
  isOn: boolean;
  /** Called with the state that is wanted. */
  onSwitch: (isOn: boolean) => void;
  /** Id of the text that describes it. */
  describedBy?: string;
}

/** A switch, with its name beside it. */
export const Switch = ({ label, isOn, onSwitch, describedBy }: SwitchProps) => (
  <label class="switch">
    <input
      type="checkbox"
      role="switch"
      checked={isOn}
      aria-describedby={describedBy}
      onChange={(event) => {
        // It shows what is, not what is wanted: the emulator may refuse.
        event.currentTarget.checked = isOn;
        onSwitch(!isOn);
      }}
    />
    <span>{label}</span>
  </label>
);
