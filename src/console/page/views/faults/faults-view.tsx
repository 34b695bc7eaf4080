import { useEffect, useRef, useState } from 'preact/hooks';
import type { FaultState } from '../../../../faults/spec/fault-spec.ts';
import { control, ControlFailure } from '../../api/control.ts';
import { Failure } from '../../parts/failure.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { faults, forgetFault, reloadFaults } from '../../state/active-faults.ts';
import { announce } from '../../state/announcement.ts';
import { useDraft } from '../../state/draft.ts';
import { say } from '../../state/language.ts';
import { route } from '../../state/route.ts';
import { useResource } from '../../state/resource.ts';
import { CatalogueList, type Failing } from './catalogue-list.tsx';
import { CustomReply } from './custom-reply.tsx';
import { customFaultOf, faultOf, withoutCounts, type SentFault } from './fault-draft.ts';
import { FaultForm } from './fault-form.tsx';
import { FaultList } from './fault-list.tsx';
import { openRequestAsFault } from './from-request.ts';
import { FAULTS, FORM } from './texts.ts';
import './faults.css';

const send = (fault: SentFault): Promise<FaultState> => control('/faults', { method: 'POST', json: fault });

/** Removes a fault. @returns false if it is gone already, as by the call of a test */
const drop = async ({ id }: FaultState): Promise<boolean> => {
  const found = await control(`/faults/${id}`, { method: 'DELETE' }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ControlFailure && error.status === 404) return false;
      throw error;
    },
  );
  forgetFault(id);
  return found;
};

/** A refusal of the emulator, or the problem of a field that is no JSON. */
const failureOf = (error: unknown): ControlFailure =>
  error instanceof ControlFailure
    ? error
    : new ControlFailure(422, 'JSON', say(FORM.notJson, { problem: (error as Error).message }));

/** The faults of the sandbox: the form, the catalogue as switches, and what is active. */
const Faults = () => {
  const [fields, change] = useDraft('faults');
  const [refused, setRefused] = useState<{ name: string; failure: ControlFailure }>();
  const [removed, setRemoved] = useState<readonly FaultState[]>([]);
  const catalogue = useResource((signal) => control<Failing[]>('/faults/catalogue', { signal }), []);

  const adding = useRef(new Set<string>());

  /** Changes the faults, shows what came of it, and keeps a refusal beside the failure that it is about. */
  const act = async (name: string, action: () => Promise<string>): Promise<void> => {
    setRefused(undefined);
    try {
      announce(await action());
    } catch (error) {
      setRefused({ name, failure: failureOf(error) });
    }
    await reloadFaults();
  };
  /** A second click before the first is answered adds nothing. */
  const add = async (name: string, make: () => SentFault): Promise<void> => {
    if (adding.current.has(name)) return;
    adding.current.add(name);
    await act(name, async () => {
      await send(make());
      return say(FAULTS.added, { name });
    });
    adding.current.delete(name);
  };
  const remove = (gone: readonly FaultState[]): Promise<void> =>
    act('', async () => {
      const found = await Promise.allSettled(gone.map(drop));
      const dropped = gone.filter((_, at) => found[at]?.status === 'fulfilled' && found[at].value);
      if (dropped.length > 0) setRemoved(dropped);
      const failed = found.find((one) => one.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return say(FAULTS.removed, { names: gone.map(({ name }) => name).join(', ') });
    });
  const undo = (): Promise<void> =>
    act('', async () => {
      setRemoved([]);
      for (const [at, fault] of removed.entries()) {
        await send(withoutCounts(fault)).catch((error: unknown) => {
          setRemoved(removed.slice(at));
          throw error;
        });
      }
      return say(FAULTS.undone);
    });

  const all = faults.value ?? [];
  return (
    <>
      <ViewHead title={say(FAULTS.title)} about={say(FAULTS.about)} />
      {refused?.name === '' && <Failure failure={refused.failure} />}
      <div class="faults-view">
        <FaultList faults={all} removed={removed} onRemove={(gone) => void remove(gone)} onUndo={() => void undo()} />
        <FaultForm fields={fields} change={change} onClear={() => change(emptied(fields))} />
        <div class="failings">
          {catalogue.failure !== undefined && <Failure failure={catalogue.failure} onRetry={catalogue.reload} />}
          <CatalogueList
            failures={catalogue.value ?? []}
            faults={all}
            fields={fields}
            change={change}
            refused={refused}
            onSwitchOn={(name) => void add(name, () => faultOf(name, fields))}
            onSwitchOff={(gone) => void remove(gone)}
          />
        </div>
        <CustomReply
          fields={fields}
          change={change}
          failure={refused?.name === 'custom' ? refused.failure : undefined}
          onAdd={() => void add('custom', () => customFaultOf(fields))}
        />
      </div>
    </>
  );
};

const emptied = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, '']));

/** `#/faults/new?request=ID` fills the form from a request. */
export const FaultsView = () => {
  const { rest, query } = route.value;
  const [failure, setFailure] = useState<ControlFailure>();
  const { request = '' } = query;
  const isNew = rest[0] === 'new';
  useEffect(() => {
    setFailure(undefined);
    const stop = new AbortController();
    if (isNew) {
      openRequestAsFault(request, stop.signal).catch((error: unknown) => {
        if (!stop.signal.aborted) setFailure(failureOf(error));
      });
    }
    return () => stop.abort();
  }, [isNew, request]);
  if (!isNew) return <Faults />;
  return (
    <>
      <ViewHead title={say(FAULTS.title)} about={say(FAULTS.about)} />
      {failure !== undefined && <Failure failure={failure} />}
    </>
  );
};
