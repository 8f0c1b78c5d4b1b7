import tseslint from 'typescript-eslint';

/** Biome formats and lints; what stays here needs types, which Biome does not see. */
export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'ottoflow-report/', 'docs/'] },
  {
    files: ['src/**/*.ts', 'solvers/**/*.ts', 'problems/**/*.ts', 'test/**/*.ts', 'vitest.config.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
);
