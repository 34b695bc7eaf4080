import { useEffect, useState } from 'preact/hooks';
import type { Step } from '../rows.ts';

/** True if a branch is open, and the change of it. A branch opens by itself if a row below it has to be shown. */
export const useExpanded = (reveal: readonly Step[] | undefined, atFirst = false) => {
  const [isExpanded, setExpanded] = useState(atFirst);
  useEffect(() => {
    if (reveal !== undefined) setExpanded(true);
  }, [reveal]);
  return { isExpanded, toggle: () => setExpanded((before) => !before) };
};
