import { useEffect, useMemo, useState } from 'preact/hooks';
import { asFailure, control } from '../../api/control.ts';
import { AskDialog } from '../../parts/controls/ask-dialog.tsx';
import { Button } from '../../parts/controls/button.tsx';
import { Failure, failureText } from '../../parts/failure.tsx';
import { TextInput } from '../../parts/controls/field.tsx';
import { numberText } from '../../parts/numbers.ts';
import { Empty, ViewHead } from '../../parts/view-head.tsx';
import { announce } from '../../state/announcement.ts';
import { say } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { goTo, linkTo, route } from '../../state/route.ts';
import { dropSandbox, takeLeftSandbox } from './change-sandboxes.ts';
import { MakeSandbox } from './make-sandbox.tsx';
import { MemoryCard } from './memory-card.tsx';
import { SandboxTable } from './sandbox-table.tsx';
import { SettingsCard } from './settings-card.tsx';
import type { ShownSandbox } from './shown-sandbox.ts';
import { SANDBOXES } from './texts.ts';
import './sandboxes.css';

/** Rows that are drawn at first, and that each "show more" adds. */
const STEP = 100;
/** Time between two questions. Tests make sandboxes while the page is open. */
const ASK_MS = 5000;

const setFilter = (name: string): void => goTo(linkTo('sandboxes', [], { name }), false);

/** All sandboxes, and the settings of the one that the page is about. */
export const SandboxesView = () => {
  const { value, failure, reload } = useResource(
    (signal) => control<ShownSandbox[]>('/sandboxes', { signal }),
    [],
    ASK_MS,
  );
  const [most, setMost] = useState(STEP);
  const [asked, setAsked] = useState<string>();
  const wanted = (route.value.query['name'] ?? '').toLowerCase();
  const all = value ?? [];
  const found = useMemo(() => all.filter(({ name }) => name.toLowerCase().includes(wanted)), [value, wanted]);
  const drop = async (name: string): Promise<void> => {
    try {
      if (await dropSandbox(name)) announce(say(SANDBOXES.dropped, { name }));
    } catch (error) {
      announce(failureText(asFailure(error)));
    }
    reload();
  };
  useEffect(() => {
    const left = takeLeftSandbox();
    if (left !== null) void drop(left);
  }, []);
  return (
    <>
      <ViewHead title={say(SANDBOXES.title)} about={say(SANDBOXES.about)} />
      <div class="stack">
        <div class="sandbox-cards">
          <SettingsCard onDone={reload} />
          <div class="stack">
            <MemoryCard />
            <MakeSandbox names={all.map(({ name }) => name)} onMade={reload} />
          </div>
        </div>
        <div class="row-of">
          <span class="sandbox-filter">
            <TextInput
              isSearch
              label={say(SANDBOXES.filter)}
              isLabelHidden
              placeholder={say(SANDBOXES.filter)}
              value={route.value.query['name'] ?? ''}
              onInput={setFilter}
            />
          </span>
          <span class="quiet number">
            {say(SANDBOXES.shown, { shown: numberText(found.length), count: numberText(all.length) })}
          </span>
        </div>
        {failure !== undefined && <Failure failure={failure} onRetry={reload} />}
        {found.length > 0 && <SandboxTable sandboxes={found.slice(0, most)} onDrop={setAsked} />}
        {found.length === 0 && all.length > 0 && <Empty title={say(SANDBOXES.none)} />}
        {found.length > most && (
          <div class="centred">
            <Button onClick={() => setMost(most + STEP)}>{say(SANDBOXES.more)}</Button>
          </div>
        )}
      </div>
      {asked !== undefined && (
        <AskDialog
          title={say(SANDBOXES.dropTitle, { name: asked })}
          action={say(SANDBOXES.drop)}
          onYes={() => void drop(asked)}
          onClose={() => setAsked(undefined)}
        >
          {say(SANDBOXES.dropAbout)}
        </AskDialog>
      )}
    </>
  );
};
