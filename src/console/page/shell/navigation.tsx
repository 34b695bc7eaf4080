import { ROOT } from '../api/root.ts';
import { Icon } from '../parts/icon.tsx';
import { say } from '../state/language.ts';
import { linkTo, route, VIEWS } from '../state/route.ts';
import { SHELL, VIEW_NAMES } from './texts.ts';

export const Navigation = () => (
  <nav class="nav" aria-label={say(SHELL.views)}>
    {VIEWS.map((view) => (
      <a key={view} href={linkTo(view)} aria-current={route.value.view === view ? 'page' : undefined}>
        <Icon name={view} />
        {say(VIEW_NAMES[view])}
      </a>
    ))}
    <a class="nav-end" href={`${ROOT}docs/`}>
      <Icon name="docs" />
      {say(SHELL.docs)}
    </a>
  </nav>
);
