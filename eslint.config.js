import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Imports run downward only: a layer may import those after it, and nothing of those before it. */
const LAYERS = [
  ['cli', 'index'],
  ['cli/'],
  ['emulator/'],
  ['server/'],
  ['control/'],
  ['sandboxes/'],
  ['faults/', 'journal/'],
  ['openapi/', 'settings/'],
  ['captures/', 'demo/'],
  ['fixtures/'],
  ['cmdb/'],
  ['esb/', 'store/'],
  ['model/'],
  ['util/'],
];

/** Neighbours that know nothing of each other. The gateway is handed what it asks; fixtures only fill the store. */
const STRANGERS = {
  'esb/': ['store/'],
  'store/': ['esb/'],
  'fixtures/': ['cmdb/', 'esb/'],
};

/** A pattern for imports of a module, or of anything in a folder, from wherever they are written. */
const importsOf = (name) => (name.endsWith('/') ? `/${name}` : `/${name}\\.js$`);

const layering = LAYERS.flatMap((layer, index) =>
  layer.map((name) => {
    const forbidden = [...LAYERS.slice(0, index).flat(), ...(STRANGERS[name] ?? [])];
    return {
      files: [name.endsWith('/') ? `src/${name}**/*.ts` : `src/${name}.ts`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: forbidden.map((other) => ({
              regex: `^\\.\\.?(/\\.\\.)*${importsOf(other)}`,
              message: `Imports run downward only: ${name} may not import ${other}.`,
            })),
          },
        ],
      },
    };
  }),
);

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
