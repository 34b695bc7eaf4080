import { useEffect, useState } from 'preact/hooks';
import type { Entry } from '../../../../journal/entry.ts';
import { control, ControlFailure } from '../../api/control.ts';
import { loadOperations, type Operation } from '../../api/operations.ts';
import { Failure } from '../../parts/failure.tsx';
import { Field } from '../../parts/controls/field.tsx';
import { ViewHead } from '../../parts/view-head.tsx';
import { chooseCredentials, credentials } from '../../state/credentials.ts';
import { openDraft } from '../../state/draft.ts';
import { say } from '../../state/language.ts';
import { goTo, linkTo, route } from '../../state/route.ts';
import { useResource } from '../../state/resource.ts';
import { formOfRequest } from './from-request.ts';
import { OperationView } from './operation-view.tsx';
import { TRY } from './texts.ts';
import './try.css';

const groupName = (group: string): string => (group in TRY ? say(TRY[group as 'ESB']) : group);

/** The name of an operation in the list: the ESB's are known by their name, others by their path. */
const nameOf = ({ group, id, method, path }: Operation): string => (group === 'ESB' ? id : `${method} ${path}`);

const OperationChoice = ({ operations, chosen }: { operations: readonly Operation[]; chosen: string }) => {
  const groups = [...new Set(operations.map(({ group }) => group))];
  return (
    <div class="try-operation">
      <Field label={say(TRY.operation)}>
        {(tied) => (
          <select
            {...tied}
            class="input"
            value={chosen}
            onChange={(event) => goTo(linkTo('try', [event.currentTarget.value]))}
          >
            {groups.map((group) => (
              <optgroup key={group} label={groupName(group)}>
                {operations
                  .filter((one) => one.group === group)
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {nameOf(one)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
};

/** The operation that was shown last. */
let last: string | undefined;

/** Opens the form of a request of the journal. @returns the reason why it cannot */
const openRequest = async (
  id: string,
  operations: readonly Operation[],
  signal: AbortSignal,
): Promise<string | undefined> => {
  const entry = await control<Entry>(`/requests/${encodeURIComponent(id)}`, { signal });
  const form = formOfRequest(operations, entry);
  if (form === undefined) return say(TRY.noMatch, { id });
  const { app, user } = entry;
  chooseCredentials({
    ...credentials.value,
    ...(app === null ? {} : { bk_app_code: app }),
    ...(user === null ? {} : { bk_username: user }),
  });
  openDraft('try', [form.operation.id], form.fields);
  return undefined;
};

/** Every operation of the components as a form. `#/try?request=ID` opens the form of a request. */
export const TryView = () => {
  const { rest, query } = route.value;
  const { value: operations, failure, reload } = useResource(loadOperations, []);
  const [problem, setProblem] = useState<string>();
  const [refusal, setRefusal] = useState<ControlFailure>();
  const [asked] = rest;
  const { request } = query;
  useEffect(() => {
    const [first] = operations ?? [];
    if (operations === undefined || first === undefined || asked !== undefined) return undefined;
    const stop = new AbortController();
    setProblem(undefined);
    setRefusal(undefined);
    if (request === undefined) goTo(linkTo('try', [last ?? first.id]), false);
    else {
      openRequest(request, operations, stop.signal).then(setProblem, (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof ControlFailure) setRefusal(error);
        else setProblem(String(error));
      });
    }
    return () => stop.abort();
  }, [operations, asked, request]);
  const operation = operations?.find(({ id }) => id === asked);
  if (operation !== undefined) last = operation.id;
  return (
    <>
      <ViewHead title={say(TRY.title)} about={say(TRY.about)} />
      {failure !== undefined && <Failure failure={failure} onRetry={reload} />}
      {refusal !== undefined && <Failure failure={refusal} />}
      {problem !== undefined && asked === undefined && <p class="notice warn">{problem}</p>}
      {operations !== undefined && <OperationChoice operations={operations} chosen={operation?.id ?? ''} />}
      {operations !== undefined && asked !== undefined && operation === undefined && (
        <p class="notice warn">{say(TRY.unknown, { id: asked })}</p>
      )}
      {operation !== undefined && <OperationView key={operation.id} operation={operation} />}
    </>
  );
};
