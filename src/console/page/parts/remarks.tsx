import type { Entry } from '../../../journal/entry.ts';
import { either, say } from '../state/language.ts';

const TEXTS = {
  why: { en: 'Why', zh: '原因' },
  warnings: { en: 'Warnings', zh: '警告' },
  unused: { en: 'Parameters without effect', zh: '未生效的参数' },
  nearest: { en: ' (meant: {name}?)', zh: '（是否指 {name}？）' },
  struck: { en: 'The fault {name} ({id}) struck.', zh: '故障 {name}（{id}）已触发。' },
  stubbed: { en: 'The stub {name} answered, step {step}.', zh: '由桩 {name} 返回，第 {step} 步。' },
};

/** What to know of a request: why its reply is empty or a refusal, its fault or stub, warnings, and unused parameters. */
export const Remarks = ({ entry }: { entry: Entry }) => (
  <>
    {entry.why !== null && (
      <p class="notice warn">
        <span>
          <strong>{say(TEXTS.why)}</strong> {either(entry.why, entry.why_zh)}
        </span>
      </p>
    )}
    {entry.fault !== null && <p class="notice warn">{say(TEXTS.struck, entry.fault)}</p>}
    {entry.stub !== null && <p class="notice">{say(TEXTS.stubbed, entry.stub)}</p>}
    {entry.warnings.length > 0 && (
      <section>
        <h3>{say(TEXTS.warnings)}</h3>
        <ul>
          {either(entry.warnings, entry.warnings_zh).map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      </section>
    )}
    {entry.unused_parameters.length > 0 && (
      <section>
        <h3>{say(TEXTS.unused)}</h3>
        <ul>
          {entry.unused_parameters.map(({ name, reason, reason_zh, nearest }) => (
            <li key={name}>
              <code>{name}</code>
              {either(`: ${reason}`, `：${reason_zh}`)}
              {nearest !== null && say(TEXTS.nearest, { name: nearest })}
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
);
