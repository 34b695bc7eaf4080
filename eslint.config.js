import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Imports run downward only: each of these may import what stands after it, and nothing before it. */
const LAYERS = [
  ['src/cli.ts', 'src/index.ts'],
  ['src/emulator.ts'],
  ['src/app.ts'],
  ['src/openapi', 'src/health.ts', 'src/fixtures', 'src/config.ts', 'src/logger.ts'],
  ['src/cmdb'],
  ['src/esb', 'src/store', 'src/cors.ts'],
  ['src/contract.ts'],
];

const zones = [
  ...LAYERS.flatMap((layer, index) =>
    LAYERS.slice(0, index).length === 0
      ? []
      : [
          {
            target: layer.map((path) => `./${path}`),
            from: LAYERS.slice(0, index)
              .flat()
              .map((path) => `./${path}`),
            message: 'Imports run downward only.',
          },
        ],
  ),
  { target: './src/esb', from: './src/store', message: 'The ESB knows no store: it is handed what it asks.' },
  { target: './src/store', from: './src/esb', message: 'The store knows no ESB.' },
  { target: './src/fixtures', from: ['./src/cmdb', './src/esb', './src/openapi'], message: 'Fixtures fill the store.' },
];

export default defineConfig(
  { ignores: ['dist/', '.tap/', 'coverage/'] },
  importX.flatConfigs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, importX.flatConfigs.typescript],
    languageOptions: { parserOptions: { projectService: true } },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } }),
      ],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-named-as-default': 'off',
      'import-x/no-named-as-default-member': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
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
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
