import { useLayoutEffect, useRef } from 'preact/hooks';
import { ROOT } from '../api/root.ts';
import { Icon } from '../parts/icon.tsx';
import { language, say } from '../state/language.ts';
import { linkTo, route, VIEWS } from '../state/route.ts';
import { SHELL, VIEW_NAMES } from './texts.ts';

/** If the navigation is one line that can be scrolled, the chosen view stands in its middle. */
const showChosen = (nav: HTMLElement): void => {
  const chosen = nav.querySelector<HTMLElement>('[aria-current]');
  if (chosen !== null) nav.scrollLeft = chosen.offsetLeft - (nav.clientWidth - chosen.clientWidth) / 2;
};

export const Navigation = () => {
  const nav = useRef<HTMLElement>(null);
  const { view: chosen } = route.value;
  useLayoutEffect(() => (nav.current === null ? undefined : showChosen(nav.current)), [chosen, language.value]);
  return (
    <nav class="nav" ref={nav} aria-label={say(SHELL.views)}>
      {VIEWS.map((view) => (
        <a key={view} href={linkTo(view)} aria-current={chosen === view ? 'page' : undefined}>
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
};
