import { useState } from 'preact/hooks';
import { NAME_PATTERN } from '../../../../model/name-pattern.ts';
import { asFailure, type ControlFailure } from '../../api/control.ts';
import { rootOf } from '../../api/root.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Failure } from '../../parts/failure.tsx';
import { TextInput } from '../../parts/controls/field.tsx';
import { announce } from '../../state/announcement.ts';
import { say } from '../../state/language.ts';
import { makeSandbox } from './change-sandboxes.ts';
import { SANDBOXES } from './texts.ts';

interface MakeSandboxProps {
  names: readonly string[];
  /** Called after one was made. */
  onMade: () => void;
}

const hintOf = (name: string, names: readonly string[]): string | undefined => {
  if (names.includes(name)) return say(SANDBOXES.taken);
  return name === '' || NAME_PATTERN.test(name) ? undefined : say(SANDBOXES.nameHint);
};

/** Makes a sandbox of a name that the emulator takes. */
export const MakeSandbox = ({ names, onMade }: MakeSandboxProps) => {
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<ControlFailure>();
  const hint = hintOf(name, names);
  const submit = (event: Event): void => {
    event.preventDefault();
    setFailure(undefined);
    makeSandbox(name).then(
      () => {
        setName('');
        announce(say(SANDBOXES.made, { name }));
        onMade();
      },
      (error: unknown) => setFailure(asFailure(error)),
    );
  };
  return (
    <section class="card" aria-label={say(SANDBOXES.make)}>
      <header class="card-head">
        <h2>{say(SANDBOXES.newTitle)}</h2>
      </header>
      <div class="card-body">
        {failure !== undefined && <Failure failure={failure} />}
        <form class="one-line-form" onSubmit={submit}>
          <TextInput label={say(SANDBOXES.newName)} hint={hint} value={name} onInput={setName} />
          <Button type="submit" disabled={name === '' || hint !== undefined}>
            {say(SANDBOXES.make)}
          </Button>
        </form>
        <p class="quiet small">
          {say(SANDBOXES.making)} <code>{new URL(rootOf(name === '' ? 'NAME' : name), location.origin).href}</code>
        </p>
      </div>
    </section>
  );
};
