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

/** A test may run an emulator in its own process, and replace the globals by fake timers. A named import stays what it is. */
const timers = [
  ...['Timeout', 'Interval', 'Immediate']
    .flatMap((kind) => [`set${kind}`, `clear${kind}`])
    .map((name) => ({ name, message: "Import it from 'node:timers': fake timers of a test replace the global." })),
  { name: 'queueMicrotask', message: 'Use a promise: fake timers of a test replace the global.' },
  { name: 'performance', message: 'Import a clock from src/util/clock.ts: fake timers of a test stop this one.' },
];

export default defineConfig(
  { ignores: ['dist/', '.build/', '.tap/', 'coverage/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
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
    ignores: ['src/cli.ts', 'src/console/page/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Only src/cli.ts touches the process.' },
        ...timers,
      ],
      'no-console': 'error',
    },
  },
  { files: ['src/cli.ts'], rules: { 'no-restricted-globals': ['error', ...timers] } },
  ...layering,
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
);
