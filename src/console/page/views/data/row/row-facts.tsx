import { numberText } from '../../../parts/numbers.ts';
import { say } from '../../../state/language.ts';
import { linkTo } from '../../../state/route.ts';
import { KINDS, referencesOf } from '../kinds.ts';
import type { Step } from '../rows.ts';
import { KIND_NAMES } from '../texts.ts';

/** The rows that a row names, apart from those above it, and how many rows belong to it. */
export const RowFacts = ({ path, step: { kind, row } }: { path: readonly Step[]; step: Step }) => {
  const references = referencesOf(kind, row.row).filter((one) => path.every((step) => step.kind !== one.kind));
  const counted = KINDS.filter((one) => row.counts[one] !== undefined);
  if (references.length + counted.length === 0) return null;
  return (
    <dl class="row-facts">
      {references.map(({ kind: named, id }) => (
        <div key={named}>
          <dt>{say(KIND_NAMES[named].one)}</dt>
          <dd>
            <a class="number" href={linkTo('data', [named, id])}>
              #{id}
            </a>
          </dd>
        </div>
      ))}
      {counted.map((one) => (
        <div key={one}>
          <dt>{say(KIND_NAMES[one].many)}</dt>
          <dd class="number">{numberText(row.counts[one] ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
};
