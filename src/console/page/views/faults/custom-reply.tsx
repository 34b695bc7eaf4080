import type { ControlFailure } from '../../api/control.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Failure } from '../../parts/failure.tsx';
import { TextArea, TextInput } from '../../parts/controls/field.tsx';
import { SwitchGroup } from '../../parts/controls/switch-group.tsx';
import { say } from '../../state/language.ts';
import { JsonField, type FormProps } from './fault-form.tsx';
import { CATALOGUE } from './texts.ts';

const Refusal = ({ fields, change }: FormProps) => (
  <>
    <TextInput
      label={say(CATALOGUE.code)}
      hint={say(CATALOGUE.codeHint)}
      value={fields['code'] ?? ''}
      inputMode="numeric"
      onInput={(code) => change({ code })}
    />
    <TextInput
      label={say(CATALOGUE.message)}
      value={fields['message'] ?? ''}
      onInput={(message) => change({ message })}
    />
  </>
);

const Whole = ({ fields, change }: FormProps) => (
  <>
    <div class="pair">
      <TextInput
        label={say(CATALOGUE.http)}
        value={fields['http'] ?? ''}
        placeholder="200"
        inputMode="numeric"
        onInput={(http) => change({ http })}
      />
      <TextInput
        label={say(CATALOGUE.type)}
        value={fields['type'] ?? ''}
        placeholder="text/plain"
        onInput={(type) => change({ type })}
      />
    </div>
    <TextArea
      label={say(CATALOGUE.body)}
      value={fields['body'] ?? ''}
      rows={6}
      isCode
      onInput={(body) => change({ body })}
    />
    <JsonField name="headers" label={say(CATALOGUE.headers)} fields={fields} change={change} />
  </>
);

interface CustomReplyProps extends FormProps {
  failure: ControlFailure | undefined;
  onAdd: () => void;
}

/** A fault with a reply of one's own: an error in the envelope, or a whole reply. */
export const CustomReply = ({ fields, change, failure, onAdd }: CustomReplyProps) => {
  const isWhole = fields['reply'] === 'whole';
  const submit = (event: Event): void => {
    event.preventDefault();
    onAdd();
  };
  return (
    <section class="card" aria-labelledby="custom-reply">
      <header class="card-head">
        <h2 id="custom-reply">{say(CATALOGUE.customTitle)}</h2>
      </header>
      <form class="card-body" onSubmit={submit}>
        <SwitchGroup
          label={say(CATALOGUE.kind)}
          value={isWhole ? 'whole' : 'refusal'}
          choices={[
            ['refusal', say(CATALOGUE.refusal)],
            ['whole', say(CATALOGUE.whole)],
          ]}
          onChoose={(reply) => change({ reply })}
        />
        {isWhole ? <Whole fields={fields} change={change} /> : <Refusal fields={fields} change={change} />}
        {failure !== undefined && <Failure failure={failure} />}
        <div>
          <Button kind="primary" type="submit">
            {say(CATALOGUE.add)}
          </Button>
        </div>
      </form>
    </section>
  );
};
