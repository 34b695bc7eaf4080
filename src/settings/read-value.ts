import { shownText } from '../util/secrets/hide-secrets.js';
import { describeNoOrigin } from './describe-no-origin.js';
import type { Setting } from './setting.js';
import { UsageError } from './usage-error.js';

const SWITCH_VALUES: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };

/**
 * Reads one value of a setting.
 *
 * @param name how the user wrote the setting: as a flag, an environment variable or an option
 * @throws UsageError naming the setting and the values that it takes
 */
export const readValue = (setting: Setting, name: string, text: string): unknown => {
  switch (setting.kind) {
    case 'string':
    case 'strings':
      if (text === '') throw new UsageError(`${name} needs a value (${setting.placeholder})`);
      return text;
    case 'origin': {
      const problem = describeNoOrigin(text);
      if (problem === undefined) return text;
      throw new UsageError(`${name} must be an origin such as http://localhost:3000, or * for any: ${problem}`);
    }
    case 'integer': {
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= setting.min && value <= setting.max) return value;
      throw new UsageError(
        `${name} must be an integer from ${setting.min} to ${setting.max}, not "${shownText(text)}"`,
      );
    }
    case 'choice':
      if (setting.choices.includes(text)) return text;
      throw new UsageError(`${name} must be one of ${setting.choices.join(', ')}, not "${shownText(text)}"`);
    case 'switch':
      if (Object.hasOwn(SWITCH_VALUES, text)) return SWITCH_VALUES[text];
      throw new UsageError(`${name} must be one of true, false, 1, 0, not "${shownText(text)}"`);
  }
};
