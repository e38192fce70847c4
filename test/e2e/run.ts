import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * Runs the end-to-end tests.
 *
 *     npm run e2e -- [--full | --articles N] [whatever Vitest takes]
 *
 * `--full`: the fault run takes 1,000 articles instead of 60.
 */
const { values, tokens } = parseArgs({
  options: { full: { type: 'boolean' }, articles: { type: 'string' } },
  strict: false,
  tokens: true,
});
const own = new Set(
  tokens.flatMap((token) =>
    token.kind === 'option' && ['full', 'articles'].includes(token.name)
      ? token.value !== undefined && token.inlineValue === false
        ? [token.index, token.index + 1]
        : [token.index]
      : [],
  ),
);
const rest = process.argv.slice(2).filter((_, index) => !own.has(index));
const articles = values.articles ?? (values.full === true ? '1000' : '60');
const { status } = spawnSync('npx', ['vitest', 'run', '--config', 'test/e2e/vitest.config.ts', ...rest], {
  stdio: 'inherit',
  env: { ...process.env, E2E_ARTICLES: String(articles) },
});
process.exitCode = status ?? 1;
