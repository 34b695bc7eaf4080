import { useEffect, useId, useState } from 'preact/hooks';
import { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from '../../../../model/contract.ts';
import { asFailure, type ControlFailure } from '../../api/control.ts';
import { SANDBOX } from '../../api/root.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Choice, TextInput } from '../../parts/controls/field.tsx';
import { announce } from '../../state/announcement.ts';
import { say } from '../../state/language.ts';
import { changeSettings, sandboxSettings, wantedSettings, type ShownSettings } from '../../state/sandbox-settings.ts';
import { SANDBOXES, SETTINGS } from './texts.ts';

interface ClockFieldProps {
  clock: string | null;
  onSet: (clock: string | null) => void;
}

/** Typed text stays until it is taken, or the clock is set elsewhere. */
const ClockField = ({ clock, onSet }: ClockFieldProps) => {
  const [text, setText] = useState(clock ?? '');
  useEffect(() => setText(clock ?? ''), [clock]);
  const submit = (event: Event): void => {
    event.preventDefault();
    onSet(text.trim() === '' ? null : text.trim());
  };
  return (
    <form class="one-line-form" onSubmit={submit}>
      <TextInput label={say(SETTINGS.clock)} hint={say(SETTINGS.clockHint)} value={text} onInput={setText} />
      <Button type="submit" disabled={text.trim() === (clock ?? '')}>
        {say(SETTINGS.set)}
      </Button>
    </form>
  );
};

/** The settings of the sandbox that the page is about. Each is changed at once. */
export const SettingsCard = ({ onDone }: { onDone: () => void }) => {
  const [failure, setFailure] = useState<ControlFailure>();
  const id = useId();
  const settings = wantedSettings.value;
  const clock = sandboxSettings.value?.clock ?? null;
  const change = (changed: Partial<ShownSettings>): void => {
    setFailure(undefined);
    changeSettings(changed)
      .then(
        () => announce(say(SETTINGS.saved)),
        (error: unknown) => setFailure(asFailure(error)),
      )
      .finally(onDone);
  };
  const title = say(SETTINGS.title, { sandbox: SANDBOX });
  return (
    <section class="card" aria-label={title}>
      <header class="card-head">
        <h2 class="long-name">{title}</h2>
      </header>
      {settings !== undefined && (
        <div class="card-body settings">
          {failure !== undefined && <Failure failure={failure} />}
          <Choice
            label={say(SANDBOXES.contract)}
            value={settings.contract}
            choices={CONTRACTS.map((one) => [one, say(SETTINGS[one])])}
            onChoose={(contract) => change({ contract: contract as Contract })}
          />
          <Choice
            label={say(SANDBOXES.auth)}
            value={settings.auth}
            choices={AUTH_MODES.map((one) => [one, say(SETTINGS[one])])}
            onChoose={(auth) => change({ auth: auth as AuthMode })}
          />
          <div class="check">
            <input
              id={`${id}-strict`}
              aria-describedby={`${id}-about`}
              type="checkbox"
              checked={settings.strict_warnings}
              onChange={(event) => change({ strict_warnings: event.currentTarget.checked })}
            />
            <div>
              <label for={`${id}-strict`}>{say(SETTINGS.strictWarnings)}</label>
              <p class="quiet small" id={`${id}-about`}>
                {say(SETTINGS.strictAbout)}
              </p>
            </div>
          </div>
          <ClockField clock={clock} onSet={(clock) => change({ clock })} />
        </div>
      )}
    </section>
  );
};
