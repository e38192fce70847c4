import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          name: 'product',
          // Against tests that hang; a busy machine must not fail what is right.
          testTimeout: 120_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/infra/**', 'test/e2e/**', 'test/browser/**', '**/node_modules/**'],
        },
      },
      // Importing aws-cdk-lib takes seconds; apart, it slows nobody else down.
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
