import { Choice, TextInput } from '../../../parts/controls/field.tsx';
import { say } from '../../../state/language.ts';
import { goTo, linkTo, route } from '../../../state/route.ts';
import { KINDS } from '../kinds.ts';
import { DATA, KIND_NAMES } from '../texts.ts';

/** Longest text that the emulator searches for. */
const MOST_SEARCHED = 200;

const change = (name: 'search' | 'kind', value: string): void => {
  const { rest, query } = route.value;
  goTo(linkTo('data', rest, { ...query, [name]: value }), name === 'kind');
};

/** The search: its text, and the kind of rows. The address holds both. */
export const SearchBar = () => {
  const { search = '', kind = '' } = route.value.query;
  return (
    <search class="data-search">
      <TextInput
        isSearch
        label={say(DATA.search)}
        value={search}
        placeholder={say(DATA.searchHint)}
        onInput={(value) => change('search', value.slice(0, MOST_SEARCHED))}
      />
      <Choice
        label={say(DATA.kind)}
        value={kind}
        choices={[['', say(DATA.anyKind)], ...KINDS.map((one): [string, string] => [one, say(KIND_NAMES[one].many)])]}
        onChoose={(value) => change('kind', value)}
      />
    </search>
  );
};
