import { useId, useState } from 'preact/hooks';
import { descriptionOf } from '../../api/operations.ts';
import { Hint } from '../../parts/controls/hint.tsx';
import { Choice, TextArea, TextInput } from '../../parts/controls/field.tsx';
import { say } from '../../state/language.ts';
import { fieldText, fieldValue, isMap, isSame, kindOf, type JsonMap, type Schema } from './json-value.ts';
import { TRY } from './texts.ts';

interface ValueFieldProps {
  name: string;
  schema: Schema;
  isRequired: boolean;
  value: unknown;
  onChange: (path: readonly string[], value: unknown) => void;
  /** Id of the datalist with the ids that exist. */
  listOf: (name: string) => string | undefined;
}

const hintOf = (schema: Schema, extra: string): string | undefined =>
  [say(descriptionOf(schema)), extra].filter((part) => part !== '').join(' ') || undefined;

/** The fields of a map in a map, such as `page`. */
const MapField = ({ name, schema, value, onChange, listOf }: ValueFieldProps) => {
  const id = useId();
  const hint = hintOf(schema, '');
  return (
    <fieldset class="map-field" aria-describedby={hint === undefined ? undefined : id}>
      <legend>{name}</legend>
      {hint !== undefined && <Hint id={id} text={hint} />}
      <Fields
        fields={schema.properties ?? {}}
        required={[]}
        values={isMap(value) ? value : {}}
        onChange={(path, changed) => onChange([name, ...path], changed)}
        listOf={listOf}
      />
    </fieldset>
  );
};

/** A parameter as a field of its type. A value of another type can be typed, too, as JSON writes it. */
const ValueField = ({ name, schema, isRequired, value, onChange, listOf }: ValueFieldProps) => {
  const kind = kindOf(schema, value);
  const [typed, setTyped] = useState('');
  // What was typed stays as it is, unless the value was changed elsewhere, as in the JSON.
  const text = isSame(fieldValue(kind, typed), value) ? typed : fieldText(kind, value);
  const label = isRequired ? say(TRY.required, { name }) : name;
  const change = (changed: string): void => {
    setTyped(changed);
    onChange([name], fieldValue(kind, changed));
  };
  if (kind === 'boolean' && (value === undefined || typeof value === 'boolean')) {
    const choices = ['', 'true', 'false'].map((one): [string, string] => [one, one === '' ? say(TRY.absent) : one]);
    return <Choice label={label} hint={hintOf(schema, '')} value={text} choices={choices} onChoose={change} />;
  }
  if (kind === 'json') {
    const problem = typeof value === 'string' && /^\s*[[{]/.test(value) ? say(TRY.asText) : undefined;
    return (
      <TextArea
        label={label}
        hint={hintOf(schema, '')}
        problem={problem}
        value={text}
        rows={4}
        isCode
        onInput={change}
      />
    );
  }
  return (
    <TextInput
      label={label}
      hint={hintOf(schema, kind === 'list' ? `(${say(TRY.commas)})` : '')}
      value={text}
      list={listOf(name)}
      {...(kind === 'number' ? { inputMode: 'numeric' as const } : {})}
      onInput={change}
    />
  );
};

interface FieldsProps extends Pick<ValueFieldProps, 'onChange' | 'listOf'> {
  fields: Readonly<Record<string, Schema>>;
  required: readonly string[];
  values: JsonMap;
}

/** The parameters of an operation as fields. Those that the operation does not know are fields, too. */
export const Fields = ({ fields, required, values, onChange, listOf }: FieldsProps) => (
  <div class="value-fields">
    {[...new Set([...Object.keys(fields), ...Object.keys(values)])].map((name) => {
      const schema = fields[name] ?? {};
      const value = values[name];
      const isMapField = kindOf(schema, value) === 'map' && (value === undefined || isMap(value));
      const FieldOf = isMapField ? MapField : ValueField;
      return (
        <FieldOf
          key={name}
          name={name}
          schema={schema}
          isRequired={required.includes(name)}
          value={value}
          onChange={onChange}
          listOf={listOf}
        />
      );
    })}
  </div>
);
