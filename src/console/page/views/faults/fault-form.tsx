import { COMPONENT_NAMES } from '../../../../model/component-names.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Choice, TextArea, TextInput } from '../../parts/controls/field.tsx';
import type { Fields } from '../../state/draft.ts';
import { entries } from '../../state/feed.ts';
import { say } from '../../state/language.ts';
import { linkTo } from '../../state/route.ts';
import { jsonProblem, LATENCIES, latencyKindOf, type LatencyKind } from './fault-draft.ts';
import { FORM } from './texts.ts';

/** The fields of a form, and how they are changed. */
export interface FormProps {
  fields: Fields;
  change: (changes: Fields) => void;
}

/** A field for JSON. It says what is wrong, and keeps what was typed. */
export const JsonField = ({
  name,
  label,
  hint,
  fields,
  change,
}: FormProps & { name: string; label: string; hint?: string }) => {
  const problem = jsonProblem(fields[name]);
  return (
    <TextArea
      label={label}
      hint={problem === undefined ? hint : undefined}
      problem={problem && say(FORM.notJson, { problem })}
      value={fields[name] ?? ''}
      onInput={(text) => change({ [name]: text })}
      rows={3}
      isCode
    />
  );
};

/** A datalist of the values that are there. */
const Offers = ({ id, values }: { id: string; values: Iterable<string | null> }) => (
  <datalist id={id}>
    {[...new Set(values)].map((value) => value !== null && <option key={value} value={value} />)}
  </datalist>
);

const Scope = ({ fields, change }: FormProps) => (
  <>
    <div class="pair">
      <TextInput
        label={say(FORM.component)}
        hint={say(FORM.componentHint)}
        value={fields['component'] ?? ''}
        placeholder={say(FORM.all)}
        list="fault-components"
        onInput={(component) => change({ component })}
      />
      <TextInput
        label={say(FORM.app)}
        value={fields['app'] ?? ''}
        placeholder={say(FORM.all)}
        list="fault-apps"
        onInput={(app) => change({ app })}
      />
    </div>
    <Offers id="fault-components" values={[...COMPONENT_NAMES, ...entries.value.map(({ component }) => component)]} />
    <Offers id="fault-apps" values={entries.value.map(({ app }) => app)} />
    <JsonField
      name="parameters"
      label={say(FORM.parameters)}
      hint={say(FORM.parametersHint)}
      fields={fields}
      change={change}
    />
  </>
);

const Latency = ({ fields, change }: FormProps) => {
  const kind = latencyKindOf(fields);
  const kinds = Object.keys(LATENCIES) as LatencyKind[];
  return (
    <div class="trio">
      <Choice
        label={say(FORM.latency)}
        value={kind ?? ''}
        choices={[['', say(FORM.latencyNone)], ...kinds.map((one): [string, string] => [one, say(FORM[one])])]}
        onChoose={(latency) => change({ latency })}
      />
      {kind !== undefined &&
        LATENCIES[kind].map((name) => (
          <TextInput
            key={name}
            label={say(name === 'fixed' ? FORM.ms : FORM[name])}
            value={fields[name] ?? ''}
            inputMode="decimal"
            onInput={(text) => change({ [name]: text })}
          />
        ))}
    </div>
  );
};

/** Scope, counts and latency of the next fault. */
export const FaultForm = ({ fields, change, onClear }: FormProps & { onClear: () => void }) => {
  const { from = '' } = fields;
  return (
    <section class="card" aria-labelledby="fault-form">
      <header class="card-head">
        <h2 id="fault-form">{say(FORM.title)}</h2>
        <span class="bar-space" />
        <Button kind="plain" onClick={onClear}>
          {say(FORM.clear)}
        </Button>
      </header>
      <div class="card-body">
        {from === '' ? (
          <p class="quiet">{say(FORM.about)}</p>
        ) : (
          <p class="notice">
            <span>
              <a href={linkTo('requests', [from])}>{say(FORM.from, { id: from })}</a>{' '}
              {say(fields['body'] === undefined ? FORM.noReply : FORM.choose)}
            </span>
          </p>
        )}
        <Scope fields={fields} change={change} />
        <div class="quartet">
          {(['times', 'skip', 'probability', 'seed'] as const).map((name) => (
            <TextInput
              key={name}
              label={say(FORM[name])}
              hint={
                name === 'times' ? say(FORM.timesHint) : name === 'probability' ? say(FORM.probabilityHint) : undefined
              }
              value={fields[name] ?? ''}
              inputMode="decimal"
              onInput={(text) => change({ [name]: text })}
            />
          ))}
        </div>
        <Latency fields={fields} change={change} />
      </div>
    </section>
  );
};
