import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the package as npm packs it', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tribrief-pack-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs the sample from its bin in an empty folder', () => {
    const run = (command: string, args: readonly string[], cwd: string): string =>
      execFileSync(command, [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [{ filename = '', files = [] } = {}] = JSON.parse(
      run('npm', ['pack', '--json', '--pack-destination', folder], root),
    ) as { filename?: string; files?: { path: string }[] }[];
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('bin/sample/night-ferry.txt');
    expect(
      paths.filter((path) => /^(?:test|lib|docs)\/|bin\/(?:app|pull|backfill|stack-command)\.ts/.test(path)),
    ).toEqual([]);

    // As npm lays it out; the dependencies are those of this checkout.
    const installed = join(folder, 'node_modules/tribrief');
    mkdirSync(installed, { recursive: true });
    run('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1'], folder);
    symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
    const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      bin: { tribrief: string };
    };
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const said = run(join(installed, bin.tribrief), [], empty);
    expect(said).toContain('日本語 (translator: memory)');
    expect(existsSync(join(empty, 'results/night-ferry.txt/index.html'))).toBe(true);
  });
});
