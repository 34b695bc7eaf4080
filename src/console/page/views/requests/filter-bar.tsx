import type { Entry } from '../../../../journal/entry.ts';
import { Choice, TextInput } from '../../parts/controls/field.tsx';
import { say } from '../../state/language.ts';
import { goTo, linkTo, route } from '../../state/route.ts';
import { nameOf, type Filters } from './matches.ts';
import { REQUESTS } from './texts.ts';

const setFilter = (name: keyof Filters, value: string): void => {
  const { rest, query } = route.value;
  goTo(linkTo('requests', rest, { ...query, [name]: value }), name !== 'text');
};

const choicesOf = (values: readonly (string | null)[], chosen: string): [string, string][] => {
  const known = new Set(values.filter((value) => value !== null));
  if (chosen !== '') known.add(chosen);
  return [['', say(REQUESTS.any)], ...[...known].sort().map((value): [string, string] => [value, value])];
};

/** The filters of the list. The address holds them, so that a link can be shared. */
export const FilterBar = ({ entries }: { entries: readonly Entry[] }) => {
  const { query } = route.value;
  const values: Readonly<Record<'component' | 'code' | 'app', readonly (string | null)[]>> = {
    component: entries.map(nameOf),
    code: entries.map(({ code, status }) => (code ?? status)?.toString() ?? null),
    app: entries.map(({ app }) => app),
  };
  return (
    <div class="filters">
      {(['component', 'code', 'app'] as const).map((name) => (
        <Choice
          key={name}
          label={say(REQUESTS[name])}
          value={query[name] ?? ''}
          choices={choicesOf(values[name], query[name] ?? '')}
          onChoose={(value) => setFilter(name, value)}
        />
      ))}
      <TextInput
        isSearch
        label={say(REQUESTS.text)}
        value={query['text'] ?? ''}
        placeholder={say(REQUESTS.textHint)}
        onInput={(value) => setFilter('text', value)}
      />
    </div>
  );
};
