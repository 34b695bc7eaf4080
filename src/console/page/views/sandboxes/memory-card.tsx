import type { SandboxRegistry } from '../../../../sandboxes/sandbox-registry.ts';
import { control } from '../../api/control.ts';
import { Failure } from '../../parts/failure.tsx';
import { bytesText } from '../../parts/numbers.ts';
import { say } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { MEMORY } from './texts.ts';

const ASK_MS = 5000;

/** The memory that all sandboxes take together. */
export const MemoryCard = () => {
  const { value, failure, reload } = useResource(
    (signal) => control<SandboxRegistry['memory']>('/memory', { signal }),
    [],
    ASK_MS,
  );
  return (
    <section class="card" aria-label={say(MEMORY.title)}>
      <header class="card-head">
        <h2>{say(MEMORY.title)}</h2>
      </header>
      <div class="card-body">
        {failure !== undefined && <Failure failure={failure} onRetry={reload} />}
        {value !== undefined &&
          (['data', 'journals'] as const).map((part) => {
            const { bytes, most } = value[part];
            const text = say(MEMORY.taken, { bytes: bytesText(bytes), most: bytesText(most) });
            return (
              <div key={part} class="memory">
                <span>{say(MEMORY[part])}</span>
                <span class="number quiet">{text}</span>
                <meter value={bytes} max={most} high={most * 0.9} aria-label={say(MEMORY[part])}>
                  {text}
                </meter>
              </div>
            );
          })}
      </div>
    </section>
  );
};
