import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isTokenWanted } from './api/token.ts';
import { SANDBOX } from './api/root.ts';
import { TokenDialog } from './parts/controls/token-dialog.tsx';
import { Bar } from './shell/bar.tsx';
import { Navigation } from './shell/navigation.tsx';
import { SHELL, VIEW_NAMES } from './shell/texts.ts';
import { announcement } from './state/announcement.ts';
import { say } from './state/language.ts';
import { route, type View } from './state/route.ts';
import { DataView } from './views/data/data-view.tsx';
import { FaultsView } from './views/faults/faults-view.tsx';
import { FixturesView } from './views/fixtures/fixtures-view.tsx';
import { RequestsView } from './views/requests/requests-view.tsx';
import { SandboxesView } from './views/sandboxes/sandboxes-view.tsx';
import { TryView } from './views/try/try-view.tsx';

const SHOWN: Readonly<Record<View, () => JSX.Element>> = {
  requests: RequestsView,
  data: DataView,
  try: TryView,
  faults: FaultsView,
  fixtures: FixturesView,
  sandboxes: SandboxesView,
};

/** The page: bar, navigation, the view that the address names, and what is said or asked above it. */
export const App = () => {
  const { view } = route.value;
  const View = SHOWN[view];
  const main = useRef<HTMLElement>(null);
  const title = say(VIEW_NAMES[view]);
  useEffect(() => {
    document.title = `${title} · ${SANDBOX} · bk-esb-emulator`;
  }, [title]);
  useEffect(() => scrollTo(0, 0), [view]);
  return (
    <div class="shell">
      <a class="skip" href="#view" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {say(SHELL.skip)}
      </a>
      <Bar />
      <Navigation />
      <main class="view" id="view" tabIndex={-1} ref={main}>
        <View />
      </main>
      <p class="toast" role="status">
        {announcement.value}
      </p>
      {isTokenWanted.value && <TokenDialog />}
    </div>
  );
};
