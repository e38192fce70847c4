import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimFolder } from '../../bin/earlier-results.ts';
import { createFolderResultStore } from '../../lambda/local/folder-result-store.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribrief-claim-'));
});

afterEach(() => rm(folder, { recursive: true }));

const claim = (out: string): Promise<boolean> => claimFolder(out, 'a.txt', createFolderResultStore(out));

describe('the folder of a result', () => {
  it('is the first run’s that makes it', async () => {
    expect(await claim(folder)).toBe(true);
    expect(await claim(folder)).toBe(false);
  });

  it('may be had where it says of another text only that it was rejected', async () => {
    await mkdir(join(folder, 'a.txt'));
    await writeFile(join(folder, 'a.txt', 'rejection.json'), '{}');
    expect(await claim(folder)).toBe(true);
  });

  it('is not taken by somebody because it can’t be made', async () => {
    await expect(claim(join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
