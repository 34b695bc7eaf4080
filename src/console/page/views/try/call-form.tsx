import { useState } from 'preact/hooks';
import { descriptionOf, type Operation, type Parameter } from '../../api/operations.ts';
import { Choice, TextArea, TextInput } from '../../parts/controls/field.tsx';
import { SwitchGroup } from '../../parts/controls/switch-group.tsx';
import { chooseCredentials, credentials, type Credentials } from '../../state/credentials.ts';
import type { Fields as DraftFields } from '../../state/draft.ts';
import { say } from '../../state/language.ts';
import { defaultBody, parameterOf } from './call-draft.ts';
import { IdOffers, listIdOf } from './id-offers.tsx';
import { isMap, jsonText, readJson, withValue } from './json-value.ts';
import { TRY } from './texts.ts';
import { Fields } from './value-field.tsx';

interface FormProps {
  operation: Operation;
  fields: DraftFields;
  change: (changes: DraftFields) => void;
}

const CREDENTIAL_NAMES = [
  'bk_app_code',
  'bk_app_secret',
  'bk_username',
] as const satisfies readonly (keyof Credentials)[];

/** The credentials of all calls that the page sends. They are kept for the tab. */
const CredentialFields = () => (
  <fieldset class="map-field">
    <legend>{say(TRY.credentials)}</legend>
    <div class="trio">
      {CREDENTIAL_NAMES.map((name) => (
        <TextInput
          key={name}
          label={name}
          value={credentials.value[name]}
          onInput={(value) => chooseCredentials({ ...credentials.value, [name]: value })}
        />
      ))}
    </div>
  </fieldset>
);

const Parameters = ({ operation, fields, change, place }: FormProps & { place: Parameter['in'] }) => {
  const shown = operation.parameters.filter((one) => one.in === place);
  if (shown.length === 0) return <></>;
  return (
    <div class="value-fields">
      {shown.map((one) => (
        <TextInput
          key={one.name}
          label={one.required === true ? say(TRY.required, { name: one.name }) : one.name}
          hint={say(descriptionOf(one)) || undefined}
          value={parameterOf(fields, one)}
          list={listIdOf(one.name)}
          onInput={(value) => change({ [`${place === 'path' ? 'p' : 'h'}.${one.name}`]: value })}
        />
      ))}
    </div>
  );
};

/** The business that the form names, whose ids are offered. */
const businessOf = (operation: Operation, fields: DraftFields, values: unknown): string | undefined => {
  const inPath = operation.parameters.find(({ name }) => name === 'bk_biz_id');
  const named = inPath !== undefined ? parameterOf(fields, inPath) : isMap(values) ? String(values['bk_biz_id']) : '';
  return /^\d{1,15}$/.test(named) ? named : undefined;
};

/** The parameters, as a form or as JSON: both show the same text. */
const Body = ({ operation, fields, change }: FormProps) => {
  const [isRaw, setRaw] = useState(false);
  const text = fields['body'] ?? defaultBody(operation);
  const read = readJson(text);
  const value = 'value' in read ? read.value : undefined;
  const problem = 'problem' in read ? say(TRY.notJson, { problem: read.problem }) : undefined;
  const example = Object.fromEntries(Object.keys(operation.example).map((name) => [name, {}]));
  const known = { ...example, ...operation.fields };
  const names = [...Object.keys(known), ...operation.parameters.map(({ name }) => name)];
  return (
    <>
      <div class="row-of">
        <h3>{say(TRY.body)}</h3>
        <span class="bar-space" />
        <SwitchGroup
          label={say(TRY.shape)}
          value={isRaw ? 'raw' : 'form'}
          choices={[
            ['form', say(TRY.form)],
            ['raw', say(TRY.raw)],
          ]}
          onChoose={(shape) => setRaw(shape === 'raw')}
        />
      </div>
      <IdOffers names={names} business={businessOf(operation, fields, value)} />
      {isRaw && (
        <TextArea
          label={say(TRY.rawLabel)}
          isLabelHidden
          problem={problem}
          value={text}
          rows={Math.min(24, Math.max(8, text.split('\n').length + 1))}
          isCode
          onInput={(body) => change({ body })}
        />
      )}
      {!isRaw && !isMap(value) && (
        <p class="notice bad">
          {problem ?? say(TRY.notMap)} {say(TRY.mend)}
        </p>
      )}
      {!isRaw && isMap(value) && (
        <Fields
          fields={known}
          required={operation.required}
          values={value}
          onChange={(path, changed) => change({ body: jsonText(withValue(value, path, changed)) })}
          listOf={listIdOf}
        />
      )}
    </>
  );
};

/** All that is sent with a call. */
export const CallForm = (props: FormProps) => {
  const { operation, fields, change } = props;
  return (
    <>
      {operation.group === 'ESB' && (
        <div class="try-method">
          <Choice
            label={say(TRY.method)}
            value={fields['method'] ?? operation.method}
            choices={['POST', 'GET'].map((method): [string, string] => [method, method])}
            onChoose={(method) => change({ method })}
          />
        </div>
      )}
      <Parameters {...props} place="path" />
      <Body {...props} />
      {operation.group !== 'CMDB API' && <CredentialFields />}
      {operation.parameters.some((one) => one.in === 'header') && (
        <details class="map-field" open={operation.group === 'CMDB API'}>
          <summary>{say(TRY.headers)}</summary>
          <Parameters {...props} place="header" />
        </details>
      )}
    </>
  );
};
