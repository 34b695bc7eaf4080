import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { forbiddenFor, LAYERS } from './scripts/lib/layers.js';

/** A pattern for imports of a file, or of anything in a folder, from wherever they are written. */
const importsOf = (room) => `^\\.\\.?(/\\.\\.)*/${room.endsWith('.ts') ? room.replace(/\.ts$/, '\\.js$') : `${room}/`}`;

const layering = LAYERS.flatMap(Object.keys).map((room) => ({
  files: [room.endsWith('.ts') ? `src/${room}` : `src/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: forbiddenFor(room).map((other) => ({
          regex: importsOf(other),
          message: `Imports run downward only: ${room} may not import ${other}. See scripts/lib/layers.js.`,
        })),
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist/', '.build/', '.tap/', 'coverage/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'Only src/cli.ts touches the process.' }],
      'no-console': 'error',
    },
  },
  ...layering,
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
);
