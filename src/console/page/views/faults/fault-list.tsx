import type { FaultState, Latency } from '../../../../faults/spec/fault-spec.ts';
import { isShownWhole } from '../../api/shown-whole.ts';
import { Button } from '../../parts/controls/button.tsx';
import { isActive } from '../../state/active-faults.ts';
import { say } from '../../state/language.ts';
import { FAULTS } from './texts.ts';

const latencyText = (latency: Latency): string => {
  if (typeof latency === 'number') return `${latency} ms`;
  if ('fixed' in latency) return `${latency.fixed} ms`;
  if ('uniform' in latency) return `${latency.uniform.min}–${latency.uniform.max} ms`;
  return `~${latency.log_normal.median} ms (σ ${latency.log_normal.sigma})`;
};

/** How a fault strikes, where that is not the default. */
const detailsOf = ({ app, skip, probability, latency, status, reply }: FaultState): string[] => [
  ...(app === undefined ? [] : [say(FAULTS.inApp, { app })]),
  ...(skip === undefined ? [] : [say(FAULTS.skipping, { count: skip })]),
  ...(probability === undefined ? [] : [say(FAULTS.share, { share: probability })]),
  ...(latency === undefined ? [] : [say(FAULTS.late, { latency: latencyText(latency) })]),
  ...(status === undefined ? [] : [say(FAULTS.whole, { status })]),
  ...(reply === undefined
    ? []
    : [
        'code' in reply
          ? say(FAULTS.refusal, { code: reply.code })
          : say(FAULTS.whole, { status: reply.status ?? 200 }),
      ]),
];

const FaultRow = ({ fault, onRemove }: { fault: FaultState; onRemove: () => void }) => {
  const { id, name, component, parameters, struck, seen, left } = fault;
  const details = detailsOf(fault);
  return (
    <li class={isActive(fault) ? 'fault' : 'fault used-up'}>
      <span class="fault-name">
        <strong>{name}</strong> <span class="quiet mono">{id}</span>
      </span>
      <span class="fault-scope">
        <span>{component ?? say(FAULTS.allCalls)}</span>
        {parameters !== undefined && <code>{JSON.stringify(parameters)}</code>}
        {details.length > 0 && <span class="quiet">{details.join(' · ')}</span>}
      </span>
      <span class="fault-counts number">
        <span class={isActive(fault) ? 'tag warn' : 'tag'}>{say(FAULTS.struck, { count: struck })}</span>
        <span class="tag">
          {left === null ? say(FAULTS.noEnd) : left === 0 ? say(FAULTS.usedUp) : say(FAULTS.left, { count: left })}
        </span>
        <span class="quiet small">{say(FAULTS.seen, { count: seen })}</span>
      </span>
      <Button onClick={onRemove} label={say(FAULTS.removeOne, { name, id })}>
        {say(FAULTS.remove)}
      </Button>
    </li>
  );
};

interface FaultListProps {
  faults: readonly FaultState[];
  /** The faults that were removed last, and can be brought back. */
  removed: readonly FaultState[];
  onRemove: (faults: readonly FaultState[]) => void;
  onUndo: () => void;
}

/** The faults of the sandbox with their counts. Those that are used up are grey. */
export const FaultList = ({ faults, removed, onRemove, onUndo }: FaultListProps) => (
  <section class="card" aria-labelledby="faults-here">
    <header class="card-head">
      <h2 id="faults-here">{say(FAULTS.here)}</h2>
      <span class="bar-space" />
      {faults.length > 0 && (
        <Button kind="danger" onClick={() => onRemove(faults)}>
          {say(FAULTS.removeAll)}
        </Button>
      )}
    </header>
    {removed.length > 0 && (
      <p class="notice removed" role="status">
        <span>{say(FAULTS.removed, { names: removed.map(({ name, id }) => `${name} (${id})`).join(', ') })}</span>
        {removed.every(isShownWhole) ? (
          <Button onClick={onUndo}>{say(FAULTS.undo)}</Button>
        ) : (
          <span>{say(FAULTS.lost)}</span>
        )}
      </p>
    )}
    {faults.length === 0 ? (
      <p class="card-body quiet">{say(FAULTS.none)}</p>
    ) : (
      <ul class="faults">
        {faults.map((fault) => (
          <FaultRow key={fault.id} fault={fault} onRemove={() => onRemove([fault])} />
        ))}
      </ul>
    )}
  </section>
);
