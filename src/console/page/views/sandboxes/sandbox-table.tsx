import { rootOf, SANDBOX } from '../../api/root.ts';
import { Button } from '../../parts/controls/button.tsx';
import { agoText, bytesText, numberText, timeText } from '../../parts/numbers.ts';
import { either, say } from '../../state/language.ts';
import type { ShownSandbox } from './shown-sandbox.ts';
import { SANDBOXES } from './texts.ts';

const originOf = ({ data }: ShownSandbox): string =>
  data.own ? either(data.origin, data.origin_zh) : say(SANDBOXES.baseline);

/** The columns that a narrow screen has no room for, in one line. */
const summaryOf = (sandbox: ShownSandbox): string =>
  [
    sandbox.contract,
    sandbox.auth,
    originOf(sandbox),
    `${say(SANDBOXES.requests)} ${numberText(sandbox.requests)}`,
    `${say(SANDBOXES.faults)} ${numberText(sandbox.faults)}`,
    bytesText(sandbox.bytes),
    agoText(sandbox.last_used),
  ].join(' · ');

interface RowProps {
  sandbox: ShownSandbox;
  onDrop: (name: string) => void;
}

const Row = ({ sandbox, onDrop }: RowProps) => {
  const { name, contract, auth, requests, faults, bytes, last_used: used } = sandbox;
  const isCurrent = name === SANDBOX;
  return (
    <tr class={isCurrent ? 'current' : ''}>
      <th scope="row">
        <a href={`${rootOf(name)}console/`} aria-current={isCurrent ? 'page' : undefined}>
          {name}
        </a>{' '}
        {isCurrent && <span class="tag">{say(SANDBOXES.current)}</span>}
        <span class="narrow quiet small">{summaryOf(sandbox)}</span>
      </th>
      <td>{contract}</td>
      <td>{auth}</td>
      <td class="origin" title={originOf(sandbox)}>
        {originOf(sandbox)}
      </td>
      <td class="number">{numberText(requests)}</td>
      <td class="number">{faults > 0 ? <span class="tag warn">{numberText(faults)}</span> : 0}</td>
      <td>
        <time dateTime={used} title={timeText(used)}>
          {agoText(used)}
        </time>
      </td>
      <td class="number">{bytesText(bytes)}</td>
      <td class="actions">
        {name !== 'default' && (
          <Button kind="plain" label={say(SANDBOXES.dropIt, { name })} onClick={() => onDrop(name)}>
            {say(SANDBOXES.drop)}
          </Button>
        )}
      </td>
    </tr>
  );
};

const HEADS = ['name', 'contract', 'auth', 'origin', 'requests', 'faults', 'used', 'bytes'] as const;
const NUMBERS: readonly string[] = ['requests', 'faults', 'bytes'];

interface SandboxTableProps extends Omit<RowProps, 'sandbox'> {
  sandboxes: readonly ShownSandbox[];
}

export const SandboxTable = ({ sandboxes, onDrop }: SandboxTableProps) => (
  <div class="card">
    <table class="sandboxes">
      <caption class="visually-hidden">{say(SANDBOXES.title)}</caption>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col" class={NUMBERS.includes(head) ? 'number' : ''}>
              {say(SANDBOXES[head])}
            </th>
          ))}
          <th scope="col">
            <span class="visually-hidden">{say(SANDBOXES.action)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sandboxes.map((sandbox) => (
          <Row key={sandbox.name} sandbox={sandbox} onDrop={onDrop} />
        ))}
      </tbody>
    </table>
  </div>
);
