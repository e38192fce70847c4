import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          name: 'product',
          testTimeout: 30_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/infra/**', 'test/e2e/**', 'test/browser/**', '**/node_modules/**'],
        },
      },
      // Importing aws-cdk-lib takes seconds; apart, it slows nobody else down.
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
