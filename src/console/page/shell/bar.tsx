import { LANGUAGES, type Language } from '../../../model/language.ts';
import { control } from '../api/control.ts';
import { SANDBOX, rootOf } from '../api/root.ts';
import { Choice } from '../parts/controls/field.tsx';
import { activeCount } from '../state/active-faults.ts';
import { feedState } from '../state/feed.ts';
import { chooseLanguage, language, say } from '../state/language.ts';
import { linkTo } from '../state/route.ts';
import { useResource } from '../state/resource.ts';
import { sandboxSettings } from '../state/sandbox-settings.ts';
import { chooseTheme, theme, THEMES, type Theme } from '../state/theme.ts';
import icon from '../icon.svg';
import { SHELL } from './texts.ts';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' };

/** Shows the same view of another sandbox. */
const openSandbox = (name: string): void => location.assign(`${rootOf(name)}console/${location.hash}`);

const SandboxChoice = () => {
  const { value } = useResource((signal) => control<{ name: string }[]>('/sandboxes', { signal }), []);
  const names = new Set([SANDBOX, ...(value ?? []).map(({ name }) => name)]);
  return (
    <span class="bar-sandbox">
      <Choice
        label={say(SHELL.sandbox)}
        isLabelHidden
        value={SANDBOX}
        choices={[...names].sort().map((name) => [name, name])}
        onChoose={openSandbox}
      />
    </span>
  );
};

/** The active faults lead to their view. */
const FaultTag = () => {
  const count = activeCount.value;
  const text = count === 0 ? SHELL.noFaults : count === 1 ? SHELL.oneFault : SHELL.faults;
  return (
    <a class={count === 0 ? 'tag' : 'tag warn'} href={linkTo('faults')}>
      <span class={count === 0 ? 'dot' : 'dot warn'} />
      {say(text, { count })}
    </a>
  );
};

/** The bar at the top: the sandbox that the page is about, what is active in it, and how the page looks. */
export const Bar = () => {
  const settings = sandboxSettings.value;
  return (
    <header class="bar">
      <a class="brand" href={linkTo('requests')} aria-label="bk-esb-emulator">
        <img src={icon} alt="" />
        <span>bk-esb-emulator</span>
      </a>
      <SandboxChoice />
      {settings !== undefined && (
        <a class="tag accent" href={linkTo('sandboxes')} title={say(SHELL.contract)}>
          {settings.contract}
        </a>
      )}
      <FaultTag />
      <span class="bar-state" role="status">
        {feedState.value === 'lost' && <span class="tag bad">{say(SHELL.lost)}</span>}
      </span>
      <span class="bar-space" />
      <span class="bar-choice">
        <Choice
          label={say(SHELL.theme)}
          isLabelHidden
          value={theme.value}
          choices={THEMES.map((one) => [one, say(SHELL[one])])}
          onChoose={(chosen) => chooseTheme(chosen as Theme)}
        />
      </span>
      <span class="bar-choice">
        <Choice
          label={say(SHELL.language)}
          isLabelHidden
          value={language.value}
          choices={LANGUAGES.map((one) => [one, LANGUAGE_NAMES[one]])}
          onChoose={(chosen) => chooseLanguage(chosen as Language)}
        />
      </span>
    </header>
  );
};
