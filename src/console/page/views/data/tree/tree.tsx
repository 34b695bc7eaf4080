import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RowKind } from '../../../../../model/row-list.ts';
import { Failure } from '../../../parts/failure.tsx';
import { say } from '../../../state/language.ts';
import { useResource } from '../../../state/resource.ts';
import { KINDS } from '../kinds.ts';
import { listRows, turn, type Step } from '../rows.ts';
import { moveInTree } from './tree-keys.ts';
import { TreeGroup } from './tree-branch.tsx';
import { DATA } from '../texts.ts';

/** How many rows of each kind there are. */
const countAll = async (signal: AbortSignal): Promise<readonly [RowKind, number][]> => {
  const lists = await Promise.all(KINDS.map((kind) => listRows(kind, { limit: 1 }, signal)));
  return lists.flatMap(({ total }, at): [RowKind, number][] => (total > 0 ? [[KINDS[at] as RowKind, total]] : []));
};

interface TreeProps {
  /** The way to the open row; empty if none is open. */
  path: readonly Step[];
}

/** All rows as a tree. Branches open as they are wanted, and by themselves to show the open row if it is not to be seen. */
export const Tree = ({ path }: TreeProps) => {
  const { value: counts, failure, reload } = useResource(countAll, [turn.value]);
  const [revealed, setRevealed] = useState<readonly Step[]>([]);
  const tree = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    if (path.length > 0 && tree.current?.querySelector('[aria-current]') === null) setRevealed(path);
  }, [path, counts]);
  if (failure !== undefined) return <Failure failure={failure} onRetry={reload} />;
  if (counts === undefined) return <p class="tree-note quiet">{say(DATA.loading)}</p>;
  const [first] = counts;
  if (first === undefined) return <p class="tree-note quiet">{say(DATA.nothing)}</p>;
  return (
    <ul class="tree" aria-label={say(DATA.tree)} ref={tree} onKeyDown={moveInTree}>
      {counts.map(([kind, count]) => (
        <TreeGroup
          key={kind}
          kind={kind}
          count={count}
          query={{}}
          open={path.at(-1)}
          reveal={revealed[0]?.kind === kind ? revealed : undefined}
          isOpenAtFirst={kind === first[0] && path.length === 0}
        />
      ))}
    </ul>
  );
};
