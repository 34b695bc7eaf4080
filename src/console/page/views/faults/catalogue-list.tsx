import type { ControlFailure } from '../../api/control.ts';
import type { FaultState } from '../../../../faults/spec/fault-spec.ts';
import { Failure } from '../../parts/failure.tsx';
import { Choice } from '../../parts/controls/field.tsx';
import { MarkedText } from '../../parts/marked-text.tsx';
import { Switch } from '../../parts/controls/switch.tsx';
import { isActive } from '../../state/active-faults.ts';
import { either, say } from '../../state/language.ts';
import { hasScopeOf } from './fault-draft.ts';
import type { FormProps } from './fault-form.tsx';
import { CATALOGUE } from './texts.ts';

const STAGES = ['system', 'esb', 'proxy'] as const;

/** A failure that a fault can name, as the control API describes it. */
export interface Failing {
  name: string;
  about: string;
  about_zh: string;
  stage: (typeof STAGES)[number];
}

interface CatalogueListProps extends FormProps {
  failures: readonly Failing[];
  faults: readonly FaultState[];
  /** The last refusal, and the failure that was switched on. */
  refused: { name: string; failure: ControlFailure } | undefined;
  onSwitchOn: (name: string) => void;
  onSwitchOff: (faults: readonly FaultState[]) => void;
}

/** The catalogue as switches. A switch is on if the failure is active for just the calls that the form names. */
export const CatalogueList = (props: CatalogueListProps) => {
  const { failures, faults, fields, change, refused, onSwitchOn, onSwitchOff } = props;
  const isOfScope = hasScopeOf(fields);
  const rowOf = ({ name, about, about_zh }: Failing) => {
    const active = faults.filter((fault) => fault.name === name && isActive(fault));
    const here = active.filter(isOfScope);
    const elsewhere = active.length - here.length;
    return (
      <li key={name} class="failing">
        <div class="row-of">
          <Switch
            label={name}
            isOn={here.length > 0}
            describedBy={`about-${name}`}
            onSwitch={(isOn) => (isOn ? onSwitchOn(name) : onSwitchOff(here))}
          />
          {elsewhere > 0 && <span class="tag warn">{say(CATALOGUE.elsewhere, { count: elsewhere })}</span>}
          {name === 'bad-gateway' && (
            <span class="failing-status">
              <Choice
                label={say(CATALOGUE.status)}
                isLabelHidden
                value={fields['status'] ?? ''}
                choices={[
                  ['', '502'],
                  ['503', '503'],
                  ['504', '504'],
                ]}
                onChoose={(status) => change({ status })}
              />
            </span>
          )}
        </div>
        <p id={`about-${name}`} class="quiet">
          <MarkedText text={either(about, about_zh)} />
        </p>
        {refused?.name === name && <Failure failure={refused.failure} />}
      </li>
    );
  };
  return (
    <section class="card" aria-labelledby="failures">
      <header class="card-head">
        <h2 id="failures">{say(CATALOGUE.title)}</h2>
      </header>
      {STAGES.map((stage) => (
        <section key={stage} class="failing-stage" aria-labelledby={`stage-${stage}`}>
          <h3 id={`stage-${stage}`}>{say(CATALOGUE[stage])}</h3>
          <ul>{failures.filter((failing) => failing.stage === stage).map(rowOf)}</ul>
        </section>
      ))}
    </section>
  );
};
