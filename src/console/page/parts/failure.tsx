import { messageOf, say } from '../state/language.ts';
import type { ControlFailure } from '../api/control.ts';
import { Button } from './controls/button.tsx';

const TEXTS = {
  noReply: { en: 'The emulator does not answer.', zh: '模拟器没有响应。' },
  again: { en: 'Try again', zh: '重试' },
};

/** The reason of a refusal, or of a reply that did not come. */
export const failureText = (failure: ControlFailure): string =>
  failure.status === 0 ? say(TEXTS.noReply) : messageOf(failure);

/** A refusal of the control API, in its own words. */
export const Failure = ({ failure, onRetry }: { failure: ControlFailure; onRetry?: () => void }) => (
  <div class="notice bad" role="alert">
    <p>
      <strong>{failure.code}</strong> {failureText(failure)}
    </p>
    {failure.problems.length > 0 && (
      <ul>
        {failure.problems.map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
            {problem.path !== '' && <code>{problem.path}</code>} {messageOf(problem)}
          </li>
        ))}
      </ul>
    )}
    {onRetry !== undefined && (
      <div>
        <Button onClick={onRetry}>{say(TEXTS.again)}</Button>
      </div>
    )}
  </div>
);
