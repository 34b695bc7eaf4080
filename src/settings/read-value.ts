import { shownText } from '../util/secrets/hide-secrets.js';
import { describeNoOrigin } from './describe-no-origin.js';
import type { Setting } from './setting.js';
import { UsageError } from './usage-error.js';

const SWITCH_VALUES: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };

const noChoice = (name: string, text: string, choices: readonly string[]): UsageError =>
  new UsageError({ code: 'SETTING_NOT_A_CHOICE', name, value: shownText(text), choices: [...choices] });

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
      if (text === '') throw new UsageError({ code: 'SETTING_NEEDS_VALUE', name, values: [setting.placeholder] });
      return text;
    case 'origin': {
      const problem = describeNoOrigin(text);
      if (problem === undefined) return text;
      throw new UsageError({ code: 'SETTING_NOT_AN_ORIGIN', name, value: shownText(text), ...problem });
    }
    case 'integer': {
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= setting.min && value <= setting.max) return value;
      throw new UsageError({
        code: 'SETTING_NOT_AN_INTEGER',
        name,
        value: shownText(text),
        min: setting.min,
        max: setting.max,
      });
    }
    case 'choice':
      if (setting.choices.includes(text)) return text;
      throw noChoice(name, text, setting.choices);
    case 'switch':
      if (Object.hasOwn(SWITCH_VALUES, text)) return SWITCH_VALUES[text];
      throw noChoice(name, text, ['true', 'false', '1', '0']);
  }
};
