import { say } from '../../../state/language.ts';
import { linkToRow, type Step } from '../rows.ts';
import { KIND_NAMES, ROW } from '../texts.ts';

/** The way from the root to the open row. */
export const Breadcrumb = ({ path }: { path: readonly Step[] }) => (
  <nav class="breadcrumb" aria-label={say(ROW.path)}>
    <ol>
      {path.map((step, at) => (
        <li key={step.kind}>
          <span class="quiet small">{say(KIND_NAMES[step.kind].one)}</span>
          <a href={linkToRow(step)} aria-current={at === path.length - 1 ? 'page' : undefined}>
            {step.row.name === '' ? `#${step.row.id}` : step.row.name}
          </a>
        </li>
      ))}
    </ol>
  </nav>
);
